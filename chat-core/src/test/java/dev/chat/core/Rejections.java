package dev.chat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

public final class Rejections {
    private Rejections() {}

    public static void assertRejected(ErrorCode code, ThrowingCallable call) {
        assertThat(catchThrowable(call)).isInstanceOfSatisfying(RejectedException.class, rejection -> {
            assertThat(rejection.code()).isEqualTo(code);
            assertThat(rejection.detail()).isNotBlank();
        });
    }
}
