package dev.chat.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process and all that it has started use, as Linux tells it in {@code /proc}. */
public final class ProcessTree {
    /** Of a tick of the processor times in {@code /proc}: 100 a second on every Linux of today. */
    private static final double TICKS_PER_SECOND = 100;

    /**
     * In {@code /proc/PID/stat}, counted from after the name: user, system, and both of the children that have ended.
     */
    private static final int FIRST_TIME = 11;

    private static final int LAST_TIME = 14;
    private static final long BYTES_PER_KILOBYTE = 1024;

    /** To {@code /proc/PID/clear_refs}. */
    private static final String FORGET_PEAK = "5";

    private final ProcessHandle root;

    /** Of this process and its descendants. */
    public ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** {@return what this very process uses} */
    public static Usage ofMyself() throws IOException {
        return usage(ProcessHandle.current().pid());
    }

    /** {@return what all of them use now} */
    public Usage usage() throws IOException {
        Usage sum = Usage.NONE;
        for (ProcessHandle each : all()) {
            sum = sum.plus(usage(each.pid()));
        }
        return sum;
    }

    /** Forgets what was the most that each of them has held: from now on it is what it holds from now on. */
    public void forgetPeak() throws IOException {
        for (ProcessHandle each : all()) {
            forgetPeak(each.pid());
        }
    }

    private static void forgetPeak(long pid) throws IOException {
        try {
            Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), FORGET_PEAK);
        } catch (NoSuchFileException ended) {
            // It holds nothing any more.
        }
    }

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static Usage usage(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            // The name stands in parentheses, and may hold any of them, and spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = FIRST_TIME; field <= LAST_TIME; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            List<String> status = Files.readAllLines(folder.resolve("status"));
            return new Usage(ticks / TICKS_PER_SECOND, bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
        } catch (NoSuchFileException ended) {
            return Usage.NONE;
        }
    }

    private static long bytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KILOBYTE)
                .findFirst()
                .orElse(0);
    }
}
