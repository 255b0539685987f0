package dev.chat.core.text;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What makes a name: visible, unambiguous, and equal to no other that reads the same.
 *
 * <p>A name is kept in Unicode normalisation form C with its white space tidied. Two names are the same if their
 * {@linkplain #key keys} are equal: NFKC and case folding, after the toNFKC_Casefold of The Unicode Standard, section
 * 3.13. A word that mixes Latin, Cyrillic and Greek letters is refused, because such mixtures serve to imitate others
 * (see Unicode Technical Standard #39).
 */
public final class NameRules {
    private static final int VARIATION_SELECTOR_16 = 0xFE0F;
    private static final Set<Character.UnicodeScript> ALIKE =
            EnumSet.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.CYRILLIC, Character.UnicodeScript.GREEK);

    private NameRules() {}

    /**
     * {@return the name as it is kept: in NFC, without white space around it, and with single spaces within}
     *
     * @param raw what a person typed
     * @param maxCharacters the most code points that the result may have
     * @throws RejectedException {@link ErrorCode#INVALID_NAME} if it is empty, too long, holds a character that is
     *     unprintable, invisible or unassigned, consists of combining marks alone, or mixes look-alike scripts in a
     *     word
     */
    public static String normalise(String raw, int maxCharacters) throws RejectedException {
        // Normalisation may grow a string eighteenfold; what is far too long is refused before it costs anything.
        if (raw.length() > maxCharacters * 8) {
            throw tooLong(maxCharacters);
        }
        String inner = raw.strip();
        requireVisible(inner);
        String name = tidySpaces(Normalizer.normalize(inner, Normalizer.Form.NFC));
        if (name.isEmpty()) {
            throw invalid("A name cannot be empty.");
        }
        if (name.codePointCount(0, name.length()) > maxCharacters) {
            throw tooLong(maxCharacters);
        }
        if (name.codePoints().noneMatch(NameRules::standsAlone)) {
            throw invalid("A name needs at least one letter, digit, symbol or punctuation mark.");
        }
        requireHonestWords(Normalizer.normalize(name, Normalizer.Form.NFKC));
        return name;
    }

    /** {@return what is equal for names that count as the same} */
    public static String key(String name) {
        String folded = fold(Normalizer.normalize(name, Normalizer.Form.NFKC));
        return tidySpaces(Normalizer.normalize(folded, Normalizer.Form.NFKC));
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().filter(point -> point != VARIATION_SELECTOR_16).forEach(point -> {
            // By way of upper case, so that ß and ss fold to the same; one by one, so that all forms of sigma do.
            String upper = Character.toString(point).toUpperCase(Locale.ROOT);
            upper.codePoints()
                    .forEach(each -> folded.append(Character.toString(each).toLowerCase(Locale.ROOT)));
        });
        return folded.toString();
    }

    private static void requireVisible(String raw) throws RejectedException {
        for (int index = 0; index < raw.length(); index += Character.charCount(raw.codePointAt(index))) {
            int point = raw.codePointAt(index);
            if (!Characters.isVisible(point)
                    && point != VARIATION_SELECTOR_16
                    && Character.getType(point) != Character.SPACE_SEPARATOR) {
                throw invalid("A name cannot hold the invisible or unprintable character U+%04X.".formatted(point));
            }
        }
    }

    private static boolean standsAlone(int point) {
        return !Character.isSpaceChar(point) && !Characters.isCombining(point);
    }

    private static String tidySpaces(String text) {
        StringBuilder tidy = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (!Character.isSpaceChar(point)) {
                tidy.appendCodePoint(point);
            } else if (!tidy.isEmpty() && tidy.charAt(tidy.length() - 1) != ' ') {
                tidy.append(' ');
            }
        });
        return tidy.toString().strip();
    }

    private static void requireHonestWords(String name) throws RejectedException {
        Set<Character.UnicodeScript> inWord = EnumSet.noneOf(Character.UnicodeScript.class);
        for (int index = 0; index < name.length(); index += Character.charCount(name.codePointAt(index))) {
            int point = name.codePointAt(index);
            Character.UnicodeScript script = Character.UnicodeScript.of(point);
            if (!Character.isLetter(point) && !Characters.isCombining(point)) {
                inWord.clear();
            } else if (ALIKE.contains(script)) {
                inWord.add(script);
            }
            if (inWord.size() > 1) {
                throw invalid("A word in a name cannot mix Latin, Cyrillic and Greek letters.");
            }
        }
    }

    private static RejectedException tooLong(int maxCharacters) {
        return invalid("A name can have at most %d characters.".formatted(maxCharacters));
    }

    private static RejectedException invalid(String detail) {
        return new RejectedException(ErrorCode.INVALID_NAME, detail);
    }
}
