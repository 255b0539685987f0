package dev.chat.persistence.jdbi;

import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import dev.chat.core.user.UserSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of a row one after the other, in the order in which the query names them. By their numbers: with a
 * page of rows, the search for each column's name cost as much as its value.
 */
final class Row {
    private final ResultSet columns;
    private int last;

    Row(ResultSet columns) {
        this.columns = columns;
    }

    RoomId room() throws SQLException {
        return new RoomId(uuid());
    }

    UserId user() throws SQLException {
        return new UserId(uuid());
    }

    /** Of two columns: the id and the name. */
    UserSummary userSummary() throws SQLException {
        return new UserSummary(user(), new UserName(text()));
    }

    Position position() throws SQLException {
        return new Position(columns.getLong(++last));
    }

    int count() throws SQLException {
        return columns.getInt(++last);
    }

    @Nullable
    Integer numberOrNull() throws SQLException {
        return columns.getObject(++last, Integer.class);
    }

    String text() throws SQLException {
        return columns.getString(++last);
    }

    @Nullable
    String textOrNull() throws SQLException {
        return columns.getString(++last);
    }

    Instant time() throws SQLException {
        return columns.getObject(++last, OffsetDateTime.class).toInstant();
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        OffsetDateTime time = columns.getObject(++last, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private UUID uuid() throws SQLException {
        return columns.getObject(++last, UUID.class);
    }
}
