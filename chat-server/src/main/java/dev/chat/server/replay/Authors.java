package dev.chat.server.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The users who stand for the people of the logs, one each. IRC knows no difference of case, so neither does this. Used
 * by one thread.
 */
final class Authors {
    private static final int VARIANTS = 1_000;
    /** Leaves room for a variant's number within the 50 characters of a user's name. */
    private static final int LONGEST = 45;

    private final RestClient rest;
    private final Accounts accounts;
    private final Map<String, Author> byNick = new HashMap<>();

    /**
     * Creates a registry.
     *
     * @param accounts those of an earlier replay, to go on with
     */
    Authors(RestClient rest, Accounts accounts) {
        this.rest = rest;
        this.accounts = accounts;
    }

    /** {@return the user who stands for this nick, a new one at its first time} */
    Author get(String nick) throws IOException, InterruptedException, RefusedException {
        String key = nick.toLowerCase(Locale.ROOT);
        Author known = byNick.get(key);
        if (known != null) {
            return known;
        }
        String token = accounts.token(key).orElse("");
        if (token.isEmpty()) {
            token = signUp(nick);
            accounts.add(key, token);
        }
        Author author = new Author(rest, token);
        byNick.put(key, author);
        return author;
    }

    int size() {
        return byNick.size();
    }

    /** Lets go of all sockets, which open again when they are needed. */
    void disconnect() {
        byNick.values().forEach(Author::close);
    }

    private String signUp(String nick) throws IOException, InterruptedException, RefusedException {
        String name = nick;
        for (int variant = 2; variant <= VARIANTS; variant++) {
            try {
                JsonNode signedUp = rest.signUp(name);
                return signedUp.path("token").asText();
            } catch (RefusedException refused) {
                name = switch (refused.code()) {
                    case "name_taken" -> shortened(nick) + "~" + variant;
                    case "invalid_name" -> legal(nick, variant);
                    default -> throw refused;
                };
            }
        }
        throw new ReplayException("There is no free name like " + nick + ".");
    }

    /** {@return a name that the rules allow whatever the nick}. */
    private static String legal(String nick, int variant) {
        String plain = nick.replaceAll("[^\\x21-\\x7e]", "");
        return (plain.isEmpty() ? "nick" : shortened(plain)) + "~" + variant;
    }

    private static String shortened(String name) {
        int end = Math.min(name.codePointCount(0, name.length()), LONGEST);
        return name.substring(0, name.offsetByCodePoints(0, end));
    }
}
