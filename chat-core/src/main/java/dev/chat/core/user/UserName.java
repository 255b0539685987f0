package dev.chat.core.user;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.text.NameRules;
import java.util.Objects;

/**
 * What a user is called. Equal names may still be the same name to a person: that is what {@link #key} decides.
 *
 * @param value the name as shown, in the form that {@link NameRules#normalise} leaves
 */
public record UserName(String value) {
    /** The most characters (code points) that a user's name may have. */
    public static final int MAX_CHARACTERS = 50;

    /** What users are called after their account is deleted. Nobody can take this name. */
    public static final UserName DELETED = new UserName("Deleted user");

    /** Takes a name that was checked before, such as one from a store; {@link #parse} checks. */
    public UserName {
        Objects.requireNonNull(value, "value");
    }

    /**
     * {@return the name that a person typed, in the form in which it is kept}
     *
     * @throws RejectedException {@link ErrorCode#INVALID_NAME} if it breaks the rules of {@link NameRules},
     *     {@link ErrorCode#NAME_TAKEN} if it is {@link #DELETED}, in whatever case
     */
    public static UserName parse(String raw) throws RejectedException {
        UserName name = new UserName(NameRules.normalise(raw, MAX_CHARACTERS));
        if (name.key().equals(DELETED.key())) {
            throw new RejectedException(ErrorCode.NAME_TAKEN, "This name stands for users who are gone.");
        }
        return name;
    }

    /** {@return what is equal for names that count as the same} */
    public String key() {
        return NameRules.key(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
