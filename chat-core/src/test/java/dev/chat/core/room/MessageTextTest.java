package dev.chat.core.room;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.text.Characters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                " x ",
                "a\r\nb\n",
                "\u0002bold\u0002",
                "<b>not bold</b>",
                "\u202eabc",
                "👩‍👩‍👧‍👦",
                "e\u0301",
                "مرحبا",
                "\ufffd",
                "\uffff x",
                "."
            })
    void textsAreKeptAsTheyAre(String text) throws Exception {
        assertThat(MessageText.parse(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\n\n", "\t \r\n", "\u200b\u200d", "\u00a0", "\u2800", "\u3164", "\u0000", "\ufeff"})
    void emptyAndBlankTextsAreRefused(String text) {
        assertRejected(ErrorCode.INVALID_TEXT, () -> MessageText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\ud83e", "\udd8ab", "\udd8a\ud83e x"})
    void whatCannotBeStoredIsRefused(String text) {
        assertRejected(ErrorCode.INVALID_TEXT, () -> MessageText.parse(text));
    }

    @Test
    void limitOfCharacters() throws Exception {
        String longest = "x".repeat(MessageText.MAX_CHARACTERS);

        assertThat(MessageText.parse(longest).value()).isEqualTo(longest);
        assertRejected(ErrorCode.TEXT_TOO_LONG, () -> MessageText.parse(longest + "x"));
    }

    @Test
    void limitOfBytes() throws Exception {
        String longest = "🦊".repeat(MessageText.MAX_BYTES / 4);

        assertThat(MessageText.parse(longest).value()).isEqualTo(longest);
        assertRejected(ErrorCode.TEXT_TOO_LONG, () -> MessageText.parse(longest + "x"));
        assertRejected(ErrorCode.TEXT_TOO_LONG, () -> MessageText.parse("€".repeat(MessageText.MAX_BYTES / 3 + 1)));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "a, 1", "\u007f\u0080, 3", "\u07ff\u0800, 5", "€, 3", "🦊, 4", "aé€🦊, 10", "\uffff, 3"})
    void sizeIsTheLengthInBytesOfUtf8(String text, int bytes) {
        assertThat(Characters.utf8Length(text)).isEqualTo(bytes);
    }
}
