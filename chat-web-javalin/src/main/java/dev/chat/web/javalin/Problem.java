package dev.chat.web.javalin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong, as REST and the WebSocket tell it.
 *
 * @param code the stable reason
 * @param detail one sentence for a person
 * @param retryAfter when the same may be tried again; null if nobody knows
 */
record Problem(ProblemCode code, String detail, @Nullable Duration retryAfter) {
    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

    /** How long to wait where a request is refused for now. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    Problem(ProblemCode code, String detail) {
        this(code, detail, code.passesSoon() ? MOMENT : null);
    }

    /**
     * Turns whatever a request ended with into what its sender may know of it, and logs what is not the sender's doing.
     */
    static Problem of(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal.problem();
            case RejectedException rejected -> new Problem(ProblemCode.of(rejected.code()), rejected.detail());
            case StoreException store -> store.isRetrySafe() ? unavailable(store) : internal(store);
            default -> internal(failure);
        };
    }

    /** When the same may be tried again, in whole seconds; empty if nobody knows. */
    Optional<String> retryAfterSeconds() {
        return Optional.ofNullable(retryAfter)
                .map(wait ->
                        Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "urn:chat:error:" + code.code());
        json.writeStringField("title", code.title());
        json.writeNumberField("status", code.status());
        json.writeStringField("detail", detail);
        json.writeStringField("code", code.code());
        json.writeEndObject();
    }

    private static Problem unavailable(StoreException failure) {
        // One line: when a disk is full, every request fails.
        LOG.warn("The store failed; the caller is told to try again: {}", failure.getMessage());
        LOG.debug("The store failed", failure);
        return new Problem(ProblemCode.UNAVAILABLE, "The store cannot be reached. Try again.");
    }

    private static Problem internal(Throwable failure) {
        UUID correlation = UUID.randomUUID();
        LOG.error("A request failed [{}]", correlation, failure);
        return new Problem(ProblemCode.INTERNAL_ERROR, "A fault of the server. It was logged as " + correlation + ".");
    }
}
