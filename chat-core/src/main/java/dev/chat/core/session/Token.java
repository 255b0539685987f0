package dev.chat.core.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A secret whose holder is taken for a user. It is shown to its holder once and never stored: the store keeps its
 * {@link #hash}.
 *
 * @param value the secret; anything at all when it comes from a caller
 */
public record Token(String value) {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Requires a value. */
    public Token {
        Objects.requireNonNull(value, "value");
    }

    /** {@return a new token of 256 random bits, in characters that may stand in an address or a header} */
    public static Token random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** {@return the SHA-256 of this token in lower-case hexadecimal; a random token needs no salt} */
    public String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** {@return a placeholder, so that no log ever holds a token} */
    @Override
    public String toString() {
        return "Token[secret]";
    }
}
