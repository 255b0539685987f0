package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("store");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Repeats repeats = new Repeats();

    @BeforeEach
    void start() {
        repeats.setContext(context);
        repeats.start();
        appender.setContext(context);
        appender.addFilter(repeats);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void warningThatComesAgainIsWrittenOnceAndSummedUp() {
        for (int number = 0; number < 1_204; number++) {
            logger.warn("The store failed: {}", "disk " + number);
        }
        repeats.report();
        repeats.report();
        logger.warn("The store failed: {}", "disk");

        assertThat(lines())
                .containsExactly(
                        "The store failed: disk 0",
                        "The store failed: disk 0 … 1,203 times more in the last minute",
                        "The store failed: disk");
    }

    @Test
    void whatDiffersIsWritten() {
        logger.warn("one");
        logger.warn("two");
        logger.error("two");
        logger.warn("two", new IllegalStateException());
        logger.warn("two", new IllegalArgumentException());
        context.getLogger("other").addAppender(appender);
        context.getLogger("other").warn("one");

        assertThat(lines()).containsExactly("one", "two", "two", "two", "two", "one");
    }

    @Test
    void whatIsNoWarningIsWrittenEachTime() {
        logger.info("Ready");
        logger.info("Ready");

        assertThat(lines()).containsExactly("Ready", "Ready");
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
