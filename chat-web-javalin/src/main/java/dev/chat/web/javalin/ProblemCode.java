package dev.chat.web.javalin;

import dev.chat.core.error.ErrorCode;
import java.util.Locale;

/** Every error code of the protocol with its status: the core's refusals, and what only a transport can say. */
enum ProblemCode {
    MALFORMED_JSON(400),
    INVALID_REQUEST(400),
    UNKNOWN_TYPE(400),
    INVALID_NAME(422),
    INVALID_TEXT(422),
    TEXT_TOO_LONG(422),
    INVALID_CLIENT_ID(422),
    UNAUTHENTICATED(401),
    NOT_A_MEMBER(403),
    NOT_ALLOWED(403),
    NOT_FOUND(404),
    USER_NOT_FOUND(404),
    ROOM_NOT_FOUND(404),
    MESSAGE_NOT_FOUND(404),
    MEMBER_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NAME_TAKEN(409),
    CLIENT_ID_CONFLICT(409),
    MESSAGE_DELETED(409),
    LAST_OWNER(409),
    TOO_MANY_ROOMS(409),
    TOO_MANY_SUBSCRIPTIONS(409),
    BODY_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    MISDIRECTED_REQUEST(421),
    UPGRADE_REQUIRED(426),
    RATE_LIMITED(429),
    TOO_MANY_CONNECTIONS(429),
    INTERNAL_ERROR(500),
    UNAVAILABLE(503);

    private final int status;
    private final String code = name().toLowerCase(Locale.ROOT);

    ProblemCode(int status) {
        this.status = status;
    }

    static ProblemCode of(ErrorCode code) {
        return switch (code) {
            case INVALID_NAME -> INVALID_NAME;
            case NAME_TAKEN -> NAME_TAKEN;
            case INVALID_TEXT -> INVALID_TEXT;
            case TEXT_TOO_LONG -> TEXT_TOO_LONG;
            case INVALID_CLIENT_ID -> INVALID_CLIENT_ID;
            case CLIENT_ID_CONFLICT -> CLIENT_ID_CONFLICT;
            case INVALID_REQUEST -> INVALID_REQUEST;
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case NOT_A_MEMBER -> NOT_A_MEMBER;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case USER_NOT_FOUND -> USER_NOT_FOUND;
            case ROOM_NOT_FOUND -> ROOM_NOT_FOUND;
            case MESSAGE_NOT_FOUND -> MESSAGE_NOT_FOUND;
            case MEMBER_NOT_FOUND -> MEMBER_NOT_FOUND;
            case MESSAGE_DELETED -> MESSAGE_DELETED;
            case LAST_OWNER -> LAST_OWNER;
            case TOO_MANY_ROOMS -> TOO_MANY_ROOMS;
        };
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** Whether the same request may do in a moment. */
    boolean passesSoon() {
        return this == RATE_LIMITED || this == TOO_MANY_CONNECTIONS || this == UNAVAILABLE;
    }

    /** The code in words, such as {@code Name taken}. */
    String title() {
        return name().charAt(0) + code.substring(1).replace('_', ' ');
    }
}
