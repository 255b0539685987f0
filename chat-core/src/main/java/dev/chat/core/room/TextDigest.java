package dev.chat.core.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is kept of a text that is gone: enough to tell that another text is not the same, but for one in 65,536, and too
 * little to tell what it was, since of all that one could guess, every 65,536th has the same.
 *
 * @param value the digest, 0 to 65,535
 */
public record TextDigest(int value) {
    private static final int MAX_VALUE = 0xFFFF;

    /** Requires a value within bounds. */
    public TextDigest {
        if (value < 0 || value > MAX_VALUE) {
            throw new IllegalArgumentException("A digest is 0 to " + MAX_VALUE + ": " + value);
        }
    }

    /** {@return the digest of what was sent under a key: the same text under another one has another digest} */
    public static TextDigest of(SendKey key, MessageText text) {
        // Neither an author's id nor a client id has a line end.
        String all = key.author() + "\n" + key.clientId() + "\n" + text.value();
        byte[] hash = sha256().digest(all.getBytes(StandardCharsets.UTF_8));
        return new TextDigest(Short.toUnsignedInt(ByteBuffer.wrap(hash).getShort()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
