package dev.chat.check;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Waits, once all faults are over, until every client has said what it had to say, and knows everything. */
final class Settling {
    private static final long TICK_MILLIS = 50;

    private final Stage stage;
    private final Api direct;
    private final Duration patience;

    Settling(Stage stage, Api direct, Duration patience) {
        this.stage = stage;
        this.direct = direct;
        this.patience = patience;
    }

    /** {@return who never got there in that time; nobody, if all is well} */
    List<Finding> settle() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        stage.clients().forEach(Client::finish);
        List<Finding> late = unfinished();
        while (!late.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(TICK_MILLIS);
            late = unfinished();
        }
        List<Finding> all = new ArrayList<>(late);
        Map<String, Long> heads = heads();
        List<Finding> behind = behind(heads);
        while (!behind.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(TICK_MILLIS);
            behind = behind(heads);
        }
        all.addAll(behind);
        return all;
    }

    private List<Finding> unfinished() {
        return stage.clients().stream()
                .filter(client -> !client.isDone())
                .map(client -> stuck(client, "what it sent was never acknowledged"))
                .toList();
    }

    private static List<Finding> behind(Client client, Map<String, Long> heads) {
        List<Finding> behind = new ArrayList<>();
        client.positions().forEach((room, position) -> {
            long head = heads.getOrDefault(room, 0L);
            if (position < head) {
                behind.add(stuck(client, "it never got beyond " + position + " of " + head));
            } else if (position > head) {
                behind.add(stuck(client, "it knows of " + position + ", and there is no more than " + head));
            }
        });
        return behind;
    }

    private List<Finding> behind(Map<String, Long> heads) {
        return stage.clients().stream()
                .flatMap(client -> behind(client, heads).stream())
                .toList();
    }

    private Map<String, Long> heads() throws IOException, InterruptedException {
        Map<String, Long> heads = new HashMap<>();
        for (String room : stage.rooms()) {
            heads.put(
                    room,
                    direct.getInTheEnd("rooms/" + room, stage.owner().token())
                            .orThrow()
                            .path("head")
                            .asLong());
        }
        return heads;
    }

    private static Finding stuck(Client client, String words) {
        return new Finding(Promise.IT_GOES_ON, client.account().name() + " did not settle: " + words);
    }
}
