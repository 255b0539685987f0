package dev.chat.bench.peer;

import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** A chat server on Spring's WebSocket support: rooms in memory, nothing stored. */
@SpringBootApplication
public class SpringPeer {

    /** Starts it: {@code --port N}, where 0 is any that is free. */
    public static void main(String[] arguments) {
        SpringApplication.run(SpringPeer.class, "--server.port=" + option(arguments, "--port", "0"));
    }

    @EventListener
    void sayPort(WebServerInitializedEvent started) {
        System.out.println("listening on " + started.getWebServer().getPort());
    }

    private static String option(String[] arguments, String name, String otherwise) {
        int index = Arrays.asList(arguments).indexOf(name);
        return index < 0 ? otherwise : arguments[index + 1];
    }
}
