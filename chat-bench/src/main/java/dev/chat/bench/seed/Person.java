package dev.chat.bench.seed;

import dev.chat.core.session.Token;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import java.time.Instant;

/**
 * A user who is made up from a number: the same in every store, so that whoever measures a server knows whom it was
 * seeded with.
 *
 * @param number 0 and up
 */
public record Person(int number) {
    /** {@return the user} */
    public User user() {
        return new User(id(), new UserName("person-" + number), Instant.EPOCH, null);
    }

    /** {@return the user's id} */
    public UserId id() {
        return new UserId(Seed.id(Seed.Kind.USER, number));
    }

    /** {@return the token by which the person is known to a seeded server} */
    public String token() {
        return "token-of-person-" + number;
    }

    String tokenHash() {
        return new Token(token()).hash();
    }
}
