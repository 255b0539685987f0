package dev.chat.examples.javalinapp;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.user.Identity;
import dev.chat.web.javalin.Authenticator;
import dev.chat.web.javalin.ChatPlugin;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.Map;

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

    /** Lets customers in as users of the chat; the first visit creates the user. */
    private static Authenticator customersOf(Chat chat) {
        return request -> {
            String customer = CUSTOMERS_BY_KEY.get(key(request));
            if (customer == null) {
                throw new RejectedException(ErrorCode.UNAUTHENTICATED, "Customers only.");
            }
            return chat.users().getOrCreate(new Identity("shop", customer), customer);
        };
    }

    /** For requests and for WebSockets alike; a browser can give a cookie to either. */
    private static String key(Context request) {
        String key = request.header("Shop-Key");
        if (key == null) {
            key = request.cookie("shop-key");
        }
        return key == null ? "" : key;
    }
}
