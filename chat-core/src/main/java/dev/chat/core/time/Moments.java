package dev.chat.core.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps moments in the order of what happened: a clock may be set back, by a day or more. */
public final class Moments {
    private Moments() {}

    /**
     * {@return when something happened that the clock says happened now: no sooner than what it followed}
     *
     * @param earlier when that happened; null for what never did
     */
    public static Instant notBefore(@Nullable Instant earlier, Instant now) {
        return earlier != null && earlier.isAfter(now) ? earlier : now;
    }
}
