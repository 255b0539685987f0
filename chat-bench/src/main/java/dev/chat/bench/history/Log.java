package dev.chat.bench.history;

import dev.chat.bench.contest.Trial;
import dev.chat.bench.http.HttpConnection;
import dev.chat.bench.seed.Person;
import dev.chat.bench.seed.Seed;
import dev.chat.persistence.jdbi.Durability;
import dev.chat.persistence.jdbi.JdbiPersistence;
import dev.chat.persistence.jdbi.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A room in which much was said.
 *
 * @param messages how much
 */
record Log(int messages) {
    private static final int LARGE = 1_000_000;
    private static final int LEAST = 1_000;
    private static final int MEMBERS = 100;
    private static final int PAGE = 50;
    private static final Person READER = new Person(1);

    /** A million messages; a hundredth where that is enough. */
    static Log large(Trial trial) {
        return new Log(trial.size(LARGE, LEAST));
    }

    Path data(Trial trial) throws IOException {
        return trial.data("history-" + messages, this::fill);
    }

    private void fill(Path folder) {
        StoreSettings settings = StoreSettings.DEFAULTS.withDurability(Durability.PROCESS_DEATH);
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder, settings)) {
            Seed seed = new Seed(persistence);
            List<Person> members = Seed.persons(MEMBERS);
            seed.add(members);
            seed.room(members, messages);
        }
    }

    /** A question as one of the members asks it. */
    static byte[] request(String path) {
        return HttpConnection.request("GET", path, READER.token());
    }

    String id() {
        return Seed.roomId(0).toString();
    }

    /** How the browser application remembers that one of the members is signed in. */
    String session() {
        return "{\"token\":\"%s\",\"id\":\"%s\",\"name\":\"%s\"}"
                .formatted(READER.token(), READER.id(), READER.user().name().value());
    }

    /** What a browser asks for first. */
    String opening() {
        return get("open?limit=" + PAGE);
    }

    String newest() {
        return get("messages?limit=" + PAGE);
    }

    /** The page that stands so many pages back; the newest is the first. */
    String page(int number) {
        return get("messages?limit=" + PAGE + "&before=" + (head() + 1 - (long) PAGE * (number - 1)));
    }

    /** The number of the page in the middle: the ten thousandth, where there are a million messages. */
    int middle() {
        return messages / PAGE / 2;
    }

    String changes(int back) {
        return get("changes?after=" + (head() - back));
    }

    long head() {
        return 1L + MEMBERS + messages;
    }

    private String get(String what) {
        return "/api/v1/rooms/" + id() + "/" + what;
    }
}
