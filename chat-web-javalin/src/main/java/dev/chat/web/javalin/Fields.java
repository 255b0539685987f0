package dev.chat.web.javalin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.room.Position;
import dev.chat.core.room.Role;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request: each is read as what it has to be, is never converted, and is named where it is wrong.
 * Absent and null are the same.
 */
final class Fields {
    private final JsonNode object;

    Fields(JsonNode object) {
        this.object = object;
    }

    String string(String name) throws Refusal {
        return required(name, optionalString(name));
    }

    @Nullable
    String optionalString(String name) throws Refusal {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid("`%s` has to be a string.".formatted(name));
        }
        return value.textValue();
    }

    /** Whether this field is a string, and this one. */
    boolean is(String name, String value) {
        JsonNode present = object.get(name);
        return present != null && present.isTextual() && present.textValue().equals(value);
    }

    Position position(String name) throws Refusal {
        return required(name, optionalPosition(name));
    }

    @Nullable
    Position optionalPosition(String name) throws Refusal {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || !Ids.isPosition(value.longValue())) {
            throw invalid("`%s` has to be an integer, %s.".formatted(name, Ids.POSITIONS));
        }
        return new Position(value.longValue());
    }

    Role role(String name) throws Refusal {
        return switch (string(name)) {
            case "owner" -> Role.OWNER;
            case "member" -> Role.MEMBER;
            default -> throw invalid("`%s` has to be \"owner\" or \"member\".".formatted(name));
        };
    }

    private static <T> T required(String name, @Nullable T value) throws Refusal {
        if (value == null) {
            throw invalid("`%s` is missing.".formatted(name));
        }
        return value;
    }

    private static Refusal invalid(String detail) {
        return new Refusal(ProblemCode.INVALID_REQUEST, detail);
    }
}
