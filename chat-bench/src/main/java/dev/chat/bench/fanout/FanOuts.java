package dev.chat.bench.fanout;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.fanout.FanOut.Talking;
import dev.chat.bench.fanout.FanOut.View;
import dev.chat.bench.load.Schedule;
import dev.chat.bench.load.Waiting;
import dev.chat.bench.load.Window;
import java.util.List;

/** All workloads in which what one says reaches many. */
public final class FanOuts {
    /** How many messages somebody still lacks when the time is over. */
    public static final Figure BACKLOG = Figure.of("backlog", "messages");

    /** How much longer one in a hundred waits with stuck readers around: times as long as without. */
    public static final Figure SLOWDOWN = Figure.of("p99 with : without", "times");

    /** How much more memory the server has held at most with stuck readers around than without. */
    public static final Figure MORE_MEMORY = Figure.of("more memory", "MB");

    private static final List<String> CHAT = List.of(Servers.CHAT);
    private static final List<String> LIMIT = List.of(Servers.CHAT, "yardstick");
    private static final List<String> BROADCASTERS =
            List.of(Servers.CHAT, "ws", "socketio", "spring", "netty", "yardstick");

    private static final int SENDERS = 16;
    private static final Talking EIGHT_WAITING = rooms -> new Window(rooms, 8);
    private static final Talking ONE_WAITING = rooms -> new Window(rooms, 1);
    private static final Talking ACKNOWLEDGED = rooms -> new Waiting(rooms.getFirst());
    private static final View DELIVERIES = (stretch, onTheirWay) -> stretch.deliveries();
    private static final View ACKNOWLEDGEMENTS =
            (stretch, onTheirWay) -> stretch.acknowledgements().with(stretch.deliveries());
    private static final View BACKLOGGED =
            (stretch, onTheirWay) -> stretch.deliveries().with(BACKLOG, onTheirWay);

    private FanOuts() {}

    /** {@return them, in the order of reports} */
    public static List<Workload> all() {
        return List.of(
                waiting("waiting", 1_000, BROADCASTERS),
                paced(),
                acknowledged(),
                members(),
                steady(),
                waiting("wide", 5_000, LIMIT),
                rooms(),
                new Stuck(),
                new Idle(
                        "idle",
                        "10,000 connections that are told of a room in which nothing happens",
                        List.of(Servers.CHAT, "ws", "netty"),
                        List.of(10_000)),
                growthOfSubscribers(),
                growthOfRooms(),
                new Idle(
                        "growth-connections",
                        "more and more connections in whose rooms nothing happens",
                        CHAT,
                        List.of(100, 1_000, 2_500, 5_000, 10_000)));
    }

    private static Workload waiting(String name, int subscribers, List<String> contenders) {
        return new FanOut(
                name,
                "one room, %,d subscribers, always 8 messages on their way".formatted(subscribers),
                contenders,
                trial -> Crowd.of(trial.size(subscribers, SENDERS), SENDERS),
                EIGHT_WAITING,
                EIGHT_WAITING,
                DELIVERIES);
    }

    private static Workload paced() {
        return new FanOut(
                "paced",
                "one room, 1,000 subscribers, 45 messages a second",
                BROADCASTERS,
                trial -> Crowd.of(trial.size(1_000, SENDERS), SENDERS),
                EIGHT_WAITING,
                rooms -> new Schedule(rooms.getFirst(), 45),
                DELIVERIES);
    }

    private static Workload acknowledged() {
        return new FanOut(
                "acknowledged",
                "one room, 500 subscribers, 8 of them wait for the acknowledgement of each message",
                List.of(Servers.CHAT, "socketio-sqlite", "spring-h2"),
                trial -> Crowd.of(trial.size(500, 8), 8),
                ACKNOWLEDGED,
                ACKNOWLEDGED,
                ACKNOWLEDGEMENTS);
    }

    private static Workload members() {
        return new FanOut(
                "members",
                "the same in a room of 100,000 members, of whom 500 are connected",
                CHAT,
                trial -> new Crowd(1, trial.size(100_000, 500), trial.size(500, 8), 8),
                ACKNOWLEDGED,
                ACKNOWLEDGED,
                ACKNOWLEDGEMENTS);
    }

    private static Workload steady() {
        return new FanOut(
                "steady",
                "one room, 1,000 subscribers, 20 senders, together 200 messages a second",
                List.of(Servers.CHAT, "netty", "yardstick"),
                trial -> Crowd.of(trial.size(1_000, 20), 20),
                EIGHT_WAITING,
                rooms -> new Schedule(rooms.getFirst(), 200),
                BACKLOGGED);
    }

    private static Workload rooms() {
        return new FanOut(
                "rooms",
                "500 rooms of 10 members, always one message on its way in each, by all in turns",
                List.of(Servers.CHAT, "ws", "socketio", "netty", "yardstick"),
                trial -> Crowd.of(trial.size(500, 2), 10, 10),
                ONE_WAITING,
                ONE_WAITING,
                DELIVERIES);
    }

    private static Workload growthOfSubscribers() {
        return new Growth(
                "growth-subscribers",
                "one room with more and more subscribers, always 8 messages on their way",
                CHAT,
                "subscribers",
                List.of(10, 100, 1_000, 2_500, 5_000),
                size -> waiting("waiting", size, CHAT));
    }

    private static Workload growthOfRooms() {
        return new Growth(
                "growth-rooms",
                "more and more rooms of 2 members, always one message on its way in each, by both in turns",
                CHAT,
                "rooms",
                List.of(1, 10, 100, 1_000, 5_000),
                size -> new FanOut(
                        "rooms",
                        "",
                        CHAT,
                        trial -> Crowd.of(trial.size(size, 1), 2, 2),
                        ONE_WAITING,
                        ONE_WAITING,
                        DELIVERIES));
    }
}
