package dev.chat.examples.javalinapp;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.web.javalin.Authenticator;
import dev.chat.web.javalin.ChatPlugin;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A shop that was there before the chat: it has a page, and customers who prove themselves by a key. */
public final class Shop {
    private static final Map<String, String> CUSTOMERS_BY_KEY = Map.of("key-of-ada", "Ada", "key-of-alan", "Alan");

    private Shop() {}

    public static void main(String[] arguments) {
        create(Chat.on(new InMemoryPersistence()).build()).start(8080);
    }

    static Javalin create(Chat chat) {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/", context -> context.result("Engines, new and used"));
            config.registerPlugin(new ChatPlugin(chat, it -> {
                it.path = "/chat";
                it.authenticator = customersOf(chat);
            }));
            config.events.serverStopped(chat::close);
        });
    }

    /**
     * Lets customers in as the users of the chat that they are: an id of the shop's own making leads from one to the
     * other.
     */
    private static Authenticator customersOf(Chat chat) {
        return request -> {
            String customer = CUSTOMERS_BY_KEY.get(key(request));
            if (customer == null) {
                throw new RejectedException(ErrorCode.UNAUTHENTICATED, "Customers only.");
            }
            UserId id = new UserId(UUID.nameUUIDFromBytes(customer.getBytes(StandardCharsets.UTF_8)));
            return known(chat, id, customer);
        };
    }

    private static User known(Chat chat, UserId id, String name) throws RejectedException {
        synchronized (chat) {
            try {
                return chat.users().get(id);
            } catch (RejectedException firstVisit) {
                return chat.users().create(id, name);
            }
        }
    }

    private static String key(Context request) {
        String key = request.header("Shop-Key");
        return key == null ? "" : key;
    }
}
