package dev.chat.persistence.jdbi;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A condition on two columns: {@code in ((?, ?), (?, ?))}. Only in this form does H2 find each pair by an index; with
 * {@code = any(?)} it would read all that have the first column's value. The number of pairs is padded to a power of
 * two, so that there are few statements to prepare.
 */
final class Pairs {
    private Pairs() {}

    /** The condition for so many things. */
    static String in(int things) {
        return " in (" + "(?, ?), ".repeat(padded(things) - 1) + "(?, ?))";
    }

    /** The arguments of the condition: a pair for each thing, of which there is at least one. */
    static <T> Object[] arguments(Collection<T> things, Function<T, List<Object>> pair) {
        List<T> all = List.copyOf(things);
        return Stream.concat(all.stream(), Stream.generate(all::getLast))
                .limit(padded(all.size()))
                .map(pair)
                .flatMap(List::stream)
                .toArray();
    }

    private static int padded(int things) {
        return Integer.highestOneBit(2 * things - 1);
    }
}
