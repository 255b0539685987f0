package dev.chat.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.user.UserId;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDigestTest {
    private static final SendKey KEY =
            new SendKey(new UserId(UUID.fromString("01234567-89ab-7cde-8f01-23456789abcd")), new ClientId("client-id"));

    @Test
    void isTheSameInEveryVersionSinceItIsStored() {
        assertThat(TextDigest.of(KEY, new MessageText("Grüße 🦊"))).isEqualTo(new TextDigest(41688));
    }

    @Test
    void tellsTextsApartAndSaysTooLittleToGuessThem() {
        int texts = 200_000;
        long digests = IntStream.range(0, texts)
                .mapToObj(number -> TextDigest.of(KEY, new MessageText("Text " + number)))
                .collect(Collectors.toSet())
                .size();

        assertThat(digests).isBetween(60_000L, 65_536L);
    }

    @Test
    void isAnotherUnderAnotherKey() {
        SendKey other = new SendKey(KEY.author(), new ClientId("client-id-2"));

        assertThat(TextDigest.of(other, new MessageText("Text")))
                .isNotEqualTo(TextDigest.of(KEY, new MessageText("Text")));
    }

    @Test
    void hasTwoBytes() {
        assertThatThrownBy(() -> new TextDigest(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TextDigest(65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
