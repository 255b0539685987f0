package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** The chat in transactions of Spring's. */
class SpringTest {
    private final DataSource database = newDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final JdbiPersistence persistence = JdbiPersistence.open(database);
    private final Chat chat = Chat.on(persistence).heartbeat(Duration.ZERO).build();
    private final User ada = chat.users().create("Ada");
    private final Room room = chat.rooms().create(ada.id(), "Orders");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SpringTransactions.class);

    SpringTest() throws Exception {
        jdbc.execute("create table orders (id bigint)");
    }

    private static DataSource newDatabase() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        chat.close();
    }

    private void send(String name) {
        try {
            chat.messages().send(ada.id(), room.id(), name, name);
        } catch (RejectedException refusal) {
            throw new IllegalStateException(refusal);
        }
    }

    @Test
    void whatIsWrittenWithinATransactionStandsOrFallsWithItAndIsDeliveredAfterIt() throws Exception {
        BlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();
        chat.hub().subscribe(ada.id(), room.id(), chat.rooms().get(room.id()).head(), null, heard::add);
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isInstanceOf(Delivery.Started.class);

        transaction.executeWithoutResult(status -> {
            order("undone");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> order("placed"));

        assertThat(heard.poll(30, TimeUnit.SECONDS))
                .asString()
                .contains("placed")
                .doesNotContain("undone");
        assertThat(jdbc.queryForObject("select count(*) from orders", Integer.class))
                .isEqualTo(1);
        assertThat(log.list).isEmpty();
    }

    private void order(String name) {
        jdbc.update("insert into orders values (1)");
        persistence.within(DataSourceUtils.getConnection(database), () -> {
            send(name);
            return name;
        });
    }

    @Test
    void writingBesideAnOpenTransactionIsToldOfOnceWithThePlace() throws Exception {
        send("outside");
        assertThat(log.list).isEmpty();

        for (int time = 0; time < 2; time++) {
            String name = "beside-" + time;
            transaction.executeWithoutResult(status -> {
                send(name);
                status.setRollbackOnly();
            });
        }

        assertThat(log.list).singleElement().asString().contains("JdbiPersistence.within");
        assertThat(chat.rooms().get(room.id()).head().value()).isEqualTo(5);
    }

    @Test
    void dataSourceThatHandsOutTheOpenTransactionIsRefused() {
        assertThatThrownBy(() -> JdbiPersistence.open(new TransactionAwareDataSourceProxy(database)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beneath");
    }
}
