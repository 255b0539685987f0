package dev.chat.core.text;

import java.nio.charset.StandardCharsets;

/** What Unicode says of single characters and of lengths. */
public final class Characters {
    private Characters() {}

    /**
     * {@return whether the character leaves a mark of its own}
     *
     * <p>No control, formatting, private-use or unassigned character does, no surrogate, no white space, and none of
     * the fillers and blanks that Unicode counts as letters or symbols.
     */
    public static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> !isBlankByDesign(point);
        };
    }

    /** {@return whether the character attaches to the one before it} */
    public static boolean isCombining(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** {@return whether every surrogate has its partner, so that the text has a form in UTF-8} */
    public static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** {@return the length of a well-formed text in bytes of UTF-8} */
    public static int utf8Length(String text) {
        // The JDK copies most texts whole, in less time than it takes to look at each character.
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    // Default_Ignorable_Code_Point letters and marks, and the empty Braille cell (The Unicode Standard, section 5.21).
    private static boolean isBlankByDesign(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x17B4
                || point == 0x17B5
                || (point >= 0x180B && point <= 0x180F)
                || point == 0x2800
                || point == 0x3164
                || (point >= 0xFE00 && point <= 0xFE0F)
                || point == 0xFFA0
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }
}
