package dev.chat.bench.peer;

import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores messages. Any thread may call; it blocks. */
@Service
class MessageService {
    private final JdbcClient jdbc;

    MessageService(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The position of the message, which is committed on return. */
    @Transactional
    public long store(String room, String text) {
        KeyHolder position = new GeneratedKeyHolder();
        jdbc.sql("insert into message (room, text, sent_at) values (?, ?, ?)")
                .params(room, text, OffsetDateTime.now())
                .update(position, "position");
        return position.getKeyAs(Long.class);
    }
}
