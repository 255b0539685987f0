package dev.chat.core.error;

import java.util.Objects;

/**
 * A refusal: an expected outcome that every caller has to answer, and therefore a checked exception. Nothing has
 * changed: the unit of work in which it is thrown is rolled back.
 */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * Creates a refusal.
     *
     * @param code the stable reason
     * @param detail one sentence for a person; it repeats nothing that the caller may not know
     */
    public RejectedException(ErrorCode code, String detail) {
        super(Objects.requireNonNull(detail, "detail"));
        this.code = Objects.requireNonNull(code, "code");
    }

    /** {@return the stable reason} */
    public ErrorCode code() {
        return code;
    }

    /** {@return one sentence for a person} */
    public String detail() {
        return Objects.requireNonNull(getMessage(), "message");
    }
}
