package dev.chat.core.room;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "A-b_9", "0192f3a4-5b6c-7d8e-9f00-112233445566"})
    void plainIdsAreTaken(String id) throws Exception {
        assertThat(ClientId.parse(id).value()).isEqualTo(id);
    }

    @Test
    void randomIdsAreOfTheFormAndBeginWithTheTime() throws Exception {
        String id = ClientId.random().value();

        assertThat(ClientId.parse(id).value()).isEqualTo(id);
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "a/b", "a\n", "🦊"})
    void otherFormsAreRefused(String id) {
        assertRejected(ErrorCode.INVALID_CLIENT_ID, () -> ClientId.parse(id));
    }

    @Test
    void limitOfCharacters() throws Exception {
        String longest = "x".repeat(ClientId.MAX_CHARACTERS);

        assertThat(ClientId.parse(longest).value()).isEqualTo(longest);
        assertRejected(ErrorCode.INVALID_CLIENT_ID, () -> ClientId.parse(longest + "x"));
    }
}
