package dev.chat.bench.durable;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts as long and as varied as what people write to each other: some words in a line, few of them often. */
final class SmallTalk {
    private static final long SEED = 7;
    private static final int WORDS = 2_000;
    private static final int MOST_LETTERS = 10;
    private static final int MOST_WORDS = 17;
    private static final String LETTERS = "eeeeettttaaaooiiinnnsssrrhhddlluuccmmwwffggyyppbbvkjxqz";

    private final Random random = new Random(SEED);
    private final List<String> words =
            Stream.generate(this::newWord).limit(WORDS).toList();

    /** {@return the next text, the same ones in the same order for everybody} */
    synchronized String next() {
        return Stream.generate(this::word).limit(1 + random.nextInt(MOST_WORDS)).collect(Collectors.joining(" "));
    }

    /** The first words far more often than the last. */
    private String word() {
        return words.get((int) (WORDS * Math.pow(random.nextDouble(), 3)));
    }

    private String newWord() {
        return random.ints(1 + random.nextInt(MOST_LETTERS), 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
