package dev.chat.bench.fanout;

import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.load.Schedule;
import dev.chat.bench.load.Window;
import java.util.List;

/** All workloads in which what one says reaches many. */
public final class FanOuts {
    private static final List<String> BROADCASTERS =
            List.of(Servers.CHAT, "ws", "socketio", "spring", "netty", "yardstick");
    private static final int SENDERS = 16;
    private static final int ON_THEIR_WAY = 8;
    private static final int PACE = 45;

    private FanOuts() {}

    /** {@return them, in the order of reports} */
    public static List<Workload> all() {
        return List.of(waiting(), paced());
    }

    private static Workload waiting() {
        return new FanOut(
                "waiting",
                "one room, 1,000 subscribers, always 8 messages on their way",
                BROADCASTERS,
                trial -> Crowd.of(trial.size(1_000, SENDERS), SENDERS),
                rooms -> new Window(rooms, ON_THEIR_WAY));
    }

    private static Workload paced() {
        return new FanOut(
                "paced",
                "one room, 1,000 subscribers, 45 messages a second",
                BROADCASTERS,
                trial -> Crowd.of(trial.size(1_000, SENDERS), SENDERS),
                rooms -> new Schedule(rooms.getFirst(), PACE));
    }
}
