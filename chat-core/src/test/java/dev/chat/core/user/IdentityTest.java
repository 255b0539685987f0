package dev.chat.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @ParameterizedTest
    @ValueSource(strings = {"4711", " ", "auth0|x", "ada@example.org", "\ud83d\ude80", "Zo\u00eb"})
    void subjectMayHaveAnyForm(String subject) {
        assertThat(new Identity("shop", subject).subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "half \ud83d"})
    void partThatNotEveryStoreKeepsIsRefused(String part) {
        assertThatThrownBy(() -> new Identity("shop", part)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identity(part, "4711")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lengthIsCountedInCharactersAndLimited() {
        String longest = "\ud83d\ude80".repeat(Identity.MAX_CHARACTERS);

        assertThat(new Identity(longest, longest).provider()).isEqualTo(longest);
        assertThatThrownBy(() -> new Identity("shop", longest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
    }
}
