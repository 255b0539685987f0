package dev.chat.check;

/**
 * Something that was killed while everybody talked.
 *
 * @param kind what
 * @param at when, by {@link System#nanoTime}
 * @param backAt when it was there again
 */
record Disaster(Kind kind, long at, long backAt) {
    /** What is killed. */
    enum Kind {
        SERVER("the server"),
        DATABASE("PostgreSQL");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** {@return what a person calls it} */
        String words() {
            return words;
        }
    }
}
