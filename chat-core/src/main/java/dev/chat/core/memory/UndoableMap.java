package dev.chat.core.memory;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sorted map whose changes a rollback undoes. */
final class UndoableMap<K extends Comparable<K>, V> {
    private final NavigableMap<K, V> map = new TreeMap<>();
    private final MemoryUnitOfWork unitOfWork;

    UndoableMap(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    void put(K key, V value) {
        set(key, value);
    }

    void remove(K key) {
        set(key, null);
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(map.get(key));
    }

    /** The map itself, for reading. */
    NavigableMap<K, V> view() {
        return map;
    }

    private void set(K key, @Nullable V value) {
        V before = map.get(key);
        unitOfWork.undo(() -> assign(key, before));
        assign(key, value);
    }

    private void assign(K key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }
}
