package dev.chat.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Talks and listens on a WebSocket that carries all its rooms. */
final class Talker extends Client {
    private static final int TICK_MILLIS = 20;
    private static final int MOST_WAITING = 8;
    private static final long PING_AFTER = 1_000_000_000L;
    private static final long SILENT_AFTER = 3_000_000_000L;
    private static final long ANSWER_WITHIN = 12_000_000_000L;
    private static final Set<Integer> FINAL = Set.of(1002, 1003, 1007, 1009, 4401, 4403, 4404, 4406, 4410);

    private final Author author;
    private final int mostWaiting;
    private final Map<String, Command> inFlight = new HashMap<>();
    private final Map<String, Long> toSubscribe = new HashMap<>();
    private int frames;
    private long heardAt;
    private long pingedAt;
    private long talkAt;
    private long holdUntil;

    Talker(Account account, Api api, Random random, List<String> rooms, String epoch, String prefix) {
        super(account, api, random, rooms, epoch);
        author = new Author(journal(), random, prefix, rooms);
        // Half of them wait for each answer, so that their order is certain.
        mostWaiting = random.nextBoolean() ? 1 : MOST_WAITING;
    }

    @Override
    void finish() {
        author.silence();
    }

    @Override
    boolean isDone() {
        return author.isDone();
    }

    @Override
    int acknowledged() {
        return author.acknowledged();
    }

    @Override
    void session() throws IOException, InterruptedException {
        inFlight.clear();
        if (random().nextInt(20) == 0) {
            // As on a new device, where nothing is known.
            loadAfresh(replicas().values().iterator().next());
        }
        try (Wire wire = new Wire(api(), account().token())) {
            heardAt = System.nanoTime();
            pingedAt = heardAt;
            replicas().keySet().forEach(room -> toSubscribe.put(room, heardAt));
            while (true) {
                JsonNode frame = wire.next(TICK_MILLIS);
                long now = System.nanoTime();
                if (frame != null) {
                    heardAt = now;
                    handle(frame, now);
                } else {
                    listen(wire, now);
                }
                subscribe(wire, now);
                talk(wire, now);
            }
        } catch (Wire.ClosedException closed) {
            if (FINAL.contains(closed.code())) {
                journal().found(Promise.IT_GOES_ON, "the server closed with " + closed.code());
            }
            throw closed;
        }
    }

    private void listen(Wire wire, long now) throws IOException, InterruptedException {
        if (now - heardAt > SILENT_AFTER) {
            throw new IOException("Nothing is heard any more");
        }
        for (Command command : inFlight.values()) {
            if (now - command.lastTriedAt() > ANSWER_WITHIN) {
                throw new IOException("No answer comes");
            }
        }
        if (now - heardAt > PING_AFTER && now - pingedAt > PING_AFTER) {
            pingedAt = now;
            wire.send(frame("ping", "ping"));
        }
    }

    private void subscribe(Wire wire, long now) throws IOException, InterruptedException {
        for (Replica replica : replicas().values()) {
            Long due = toSubscribe.get(replica.room());
            if (due != null && due <= now) {
                toSubscribe.remove(replica.room());
                wire.send(frame("subscribe", "subscribe " + replica.room().substring(0, 8))
                        .put("room", replica.room())
                        .put("after", replica.position())
                        .put("epoch", epoch()));
            }
        }
    }

    private void talk(Wire wire, long now) throws IOException, InterruptedException {
        if (now >= talkAt) {
            talkAt = now + random().nextInt(120) * 1_000_000L;
            int things = random().nextInt(10) == 0 ? 1 + random().nextInt(MOST_WAITING) : 1;
            while (things-- > 0 && author.outbox().size() < mostWaiting) {
                author.makeUp();
            }
        }
        if (now < holdUntil) {
            return;
        }
        for (Command command : author.outbox()) {
            if (!inFlight.containsValue(command)) {
                String id = "c" + frames++;
                inFlight.put(id, command);
                command.tried(System.nanoTime());
                wire.send(frame(command, id));
            }
        }
    }

    private void handle(JsonNode frame, long now) throws IOException, InterruptedException {
        String id = frame.path("id").asText("");
        switch (frame.path("type").asText()) {
            case "welcome", "subscribed", "pong" -> isWell();
            case "changes" -> {
                Replica replica = replica(frame.path("room").asText());
                if (!replica.apply(Batch.of(frame))) {
                    toSubscribe.put(replica.room(), now);
                }
            }
            case "sent", "edited", "deleted" -> {
                Command command = inFlight.remove(id);
                if (command != null) {
                    author.acknowledged(command, Message.of(frame.path("message")));
                }
            }
            case "error" -> refused(frame, id, now);
            case "reset" -> {
                Replica replica = replica(frame.path("room").asText());
                loadAfresh(replica);
                toSubscribe.put(replica.room(), now);
            }
            case "ended" -> ended(frame, now);
            case "heartbeat" -> frame.path("heads").properties().forEach(head -> heard(head, now));
            case "closing" -> stayAway(frame.path("retryAfter").asLong());
            default -> {
                // Types that this client does not know, or need not.
            }
        }
    }

    private void heard(Map.Entry<String, JsonNode> head, long now) {
        Replica replica = replicas().get(head.getKey());
        if (replica != null && replica.position() < head.getValue().asLong()) {
            journal().missedSomething();
            toSubscribe.put(replica.room(), now);
        }
    }

    private void refused(JsonNode frame, String id, long now) {
        String code = frame.path("code").asText();
        long later = now + (100 + random().nextInt(200)) * 1_000_000L;
        Command command = inFlight.remove(id);
        if (command != null) {
            author.refused(command, code);
            holdUntil = later;
        } else if (id.startsWith("subscribe ")) {
            replicas().keySet().stream()
                    .filter(room -> room.startsWith(id.substring(10)))
                    .forEach(room -> toSubscribe.put(room, later));
            if (!Author.isTriedAgain(code)) {
                journal().found(Promise.IT_GOES_ON, "a subscription was refused with " + code);
            }
        }
    }

    private void ended(JsonNode frame, long now) {
        String reason = frame.path("reason").asText();
        if (!reason.equals("interrupted")) {
            journal().found(Promise.IT_GOES_ON, "a subscription ended: " + reason);
        }
        toSubscribe.put(frame.path("room").asText(), now + (50 + random().nextInt(100)) * 1_000_000L);
    }

    private static ObjectNode frame(String type, String id) {
        return Api.JSON.createObjectNode().put("type", type).put("id", id);
    }

    private static ObjectNode frame(Command command, String id) {
        ObjectNode frame = frame(command.kind().word(), id).put("room", command.room());
        if (command.kind() != Command.Kind.SEND) {
            frame.put("position", command.target());
        }
        Author.body(command).forEach(frame::put);
        return frame;
    }
}
