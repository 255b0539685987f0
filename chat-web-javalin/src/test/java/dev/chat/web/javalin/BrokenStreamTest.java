package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.slf4j.LoggerFactory;

/** Streams of events that break off, as they all do in the end, leave nothing behind and nothing to complain of. */
class BrokenStreamTest {
    private static final int STREAMS = 50;

    private final ListAppender<ILoggingEvent> complaints = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        complaints.start();
        root.addAppender(complaints);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(complaints);
    }

    @RepeatedTest(5)
    void readersWhoGoAwayAreForgotten() throws Exception {
        try (ChatServer server = open()) {
            for (InputStream stream : streams(server)) {
                stream.close();
            }
            long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
            while (server.plugin.openConnections() > 0) {
                assertThat(System.nanoTime())
                        .as("all streams have ended in time")
                        .isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
        assertNothingToComplainOf();
    }

    @RepeatedTest(5)
    void serverThatStopsEndsThem() throws Exception {
        List<InputStream> streams;
        try (ChatServer server = open()) {
            streams = streams(server);
        }
        for (InputStream stream : streams) {
            stream.close();
        }
        assertNothingToComplainOf();
    }

    private static ChatServer open() {
        return new ChatServer(
                config -> config.timing = new Timing(System::nanoTime, Duration.ofSeconds(1), Duration.ofMillis(5)));
    }

    private static List<InputStream> streams(ChatServer server) throws Exception {
        Api ada = server.signUp("Ada");
        String path = "/rooms/" + ada.createRoom("Engines") + "/events";
        List<InputStream> streams = new ArrayList<>();
        for (int count = 0; count < STREAMS; count++) {
            HttpResponse<InputStream> stream = Api.HTTP.send(ada.request(path).build(), BodyHandlers.ofInputStream());
            assertThat(stream.body().read()).isEqualTo('r');
            streams.add(stream.body());
        }
        return streams;
    }

    private void assertNothingToComplainOf() {
        assertThat(List.copyOf(complaints.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .filteredOn(event -> !event.getLoggerName().startsWith("com.networknt"))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }
}
