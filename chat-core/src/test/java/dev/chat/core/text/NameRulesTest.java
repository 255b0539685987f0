package dev.chat.core.text;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "Zoë",
                "محمد العربي",
                "李小龙",
                "Дмитрий",
                "Νίκος",
                "नमस्ते",
                "한국어",
                "|trey|",
                "a_b-c.d",
                "🦊",
                "❤️",
                "R2-D2",
                "O'Brien",
                "Дима_pro",
                "Ω 3",
                "x",
                "ไทย"
            })
    void honestNamesAreKeptAsTheyAre(String name) throws Exception {
        assertThat(NameRules.normalise(name, 50)).isEqualTo(name);
    }

    @Test
    void spacesAreTidied() throws Exception {
        assertThat(NameRules.normalise("  Ada\u00a0 \u2003 Lovelace ", 50)).isEqualTo("Ada Lovelace");
        assertThat(NameRules.normalise("\tAda\r\n", 50)).isEqualTo("Ada");
    }

    @Test
    void decomposedLettersAreComposed() throws Exception {
        assertThat(NameRules.normalise("Zoe\u0308", 50)).isEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u3000 \u2003"})
    void emptyNamesAreRefused(String name) {
        assertRejected(ErrorCode.INVALID_NAME, () -> NameRules.normalise(name, 50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\tb",
                "a\u0000b",
                "a\u001bb",
                "a\u0085b",
                "a\u200bb",
                "a\u200db",
                "a\u202eb",
                "a\u2066b",
                "a\ufeffb",
                "a\u00adb",
                "a\u2028b",
                "a\ue000b",
                "a\ud800b",
                "a\u0378b",
                "a\u3164b",
                "a\u115fb",
                "a\u2800b",
                "a\uffa0b",
                "a\u180eb",
                "a\ufe00b",
                "a\udb40\udc41b"
            })
    void unprintableAndInvisibleCharactersAreRefused(String name) {
        assertRejected(ErrorCode.INVALID_NAME, () -> NameRules.normalise(name, 50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"p\u0430ypal", "\u0430dmin", "\u0391lice", "n\u03bfte", "x \u0441opy", "\ud835\udc00\u0431"})
    void wordsThatMixLookAlikeScriptsAreRefused(String name) {
        assertRejected(ErrorCode.INVALID_NAME, () -> NameRules.normalise(name, 50));
    }

    @Test
    void marksAloneAreNoName() {
        assertRejected(ErrorCode.INVALID_NAME, () -> NameRules.normalise("\u0301\u0302", 50));
        assertRejected(ErrorCode.INVALID_NAME, () -> NameRules.normalise("\ufe0f", 50));
    }

    @Test
    void lengthIsCountedInCharactersNotInUnits() throws Exception {
        String foxes = "🦊".repeat(50);

        assertThat(NameRules.normalise(foxes, 50)).isEqualTo(foxes);
        assertRejected(ErrorCode.INVALID_NAME, () -> NameRules.normalise(foxes + "x", 50));
        assertRejected(ErrorCode.INVALID_NAME, () -> NameRules.normalise("x".repeat(1_000_000), 50));
    }

    @Test
    void lengthIsThatOfWhatIsKept() throws Exception {
        assertThat(NameRules.normalise(" ".repeat(100) + "x", 50)).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "Ada, ADA",
        "Zoë, ZOË",
        "Zoë, Ｚｏë",
        "straße, STRASSE",
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "ﬁsh, FISH",
        "①, 1",
        "İzmir, i̇zmir",
        "❤️, ❤",
        "ǅ, ǆ"
    })
    void namesThatReadTheSameHaveTheSameKey(String one, String other) {
        assertThat(NameRules.key(one)).isEqualTo(NameRules.key(other));
    }

    @ParameterizedTest
    @CsvSource({"Ada, Adam", "Zoe, Zoë", "a b, ab", "o, 0"})
    void namesThatReadDifferentlyHaveDifferentKeys(String one, String other) {
        assertThat(NameRules.key(one)).isNotEqualTo(NameRules.key(other));
    }
}
