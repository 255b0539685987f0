package dev.chat.server.config;

import java.util.Arrays;
import java.util.Comparator;

/** Finds the setting that somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** {@return the setting whose key is most like this one} */
    static Setting to(String key) {
        return Arrays.stream(Setting.values())
                .min(Comparator.comparingInt(each -> distance(key, each.key())))
                .orElseThrow();
    }

    /** {@return how many letters to add, drop or change, to make one of the other (Levenshtein's distance)} */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        Arrays.setAll(previous, index -> index);
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(change, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
