package dev.chat.core.store;

import org.jspecify.annotations.Nullable;

/**
 * What is done within one unit of work.
 *
 * @param <T> what it results in
 * @param <X> what it may throw; {@link RuntimeException} if nothing checked
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object, X extends Exception> {
    /**
     * {@return the result}
     *
     * @throws X to roll back, and to hand the reason to the caller
     */
    T run() throws X;
}
