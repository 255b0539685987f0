package dev.chat.bench.peer;

import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** A chat server on Spring's WebSocket support: a message is stored in H2, then acknowledged and broadcast. */
@SpringBootApplication
public class SpringH2Peer {

    /** Starts it: {@code --port N --store FOLDER}, where port 0 is any that is free. */
    public static void main(String[] arguments) {
        SpringApplication.run(
                SpringH2Peer.class,
                "--server.port=" + option(arguments, "--port", "0"),
                "--chat.store=" + Path.of(option(arguments, "--store", "data")).toAbsolutePath());
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
