package dev.chat.persistence.jdbi;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A condition on the two columns of a unique key, at the end of a query: {@code in ((?, ?), (?, ?)) limit 2}. Only in
 * this form does H2 find each pair by the index; with {@code = any(?)} it would read all that have the first column's
 * value. The limit tells PostgreSQL what it does not see: that there is at most one row for each pair. The number of
 * pairs is padded to a power of two, so that there are few statements to prepare.
 */
final class Pairs {
    private Pairs() {}

    /** The condition for so many things. */
    static String in(int things) {
        int pairs = padded(things);
        return " in (" + "(?, ?), ".repeat(pairs - 1) + "(?, ?)) limit " + pairs;
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
