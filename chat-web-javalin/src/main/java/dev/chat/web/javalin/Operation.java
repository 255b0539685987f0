package dev.chat.web.javalin;

import dev.chat.core.error.RejectedException;

/** What one request does, for a caller who is known. */
@FunctionalInterface
interface Operation {
    Answer run(Call call) throws Refusal, RejectedException;
}
