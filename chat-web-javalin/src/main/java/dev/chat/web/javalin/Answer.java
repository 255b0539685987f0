package dev.chat.web.javalin;

import org.jspecify.annotations.Nullable;

/**
 * What a request that succeeded is answered with.
 *
 * @param status the status
 * @param body what the body holds; null for none
 */
record Answer(int status, Json.@Nullable Writing body) {
    static Answer ok(Json.Writing body) {
        return new Answer(200, body);
    }

    static Answer created(Json.Writing body) {
        return new Answer(201, body);
    }

    static Answer done() {
        return new Answer(204, null);
    }
}
