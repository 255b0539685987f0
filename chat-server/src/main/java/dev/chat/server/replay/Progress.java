package dev.chat.server.replay;

import java.io.IOException;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Tells how far it is: a bar on a terminal, elsewhere a line at each tenth. Used by one thread. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 100;
    private static final int LINES = 10;

    private final PrintStream out;
    private final long total;
    private final @Nullable ProgressBar bar;
    private long done;
    private String name = "";

    private Progress(PrintStream out, long total, @Nullable ProgressBar bar) {
        this.out = out;
        this.total = total;
        this.bar = bar;
    }

    /** {@return the progress of so many steps} */
    static Progress of(long total, PrintStream out) throws InterruptedException {
        if (!isErrorATerminal()) {
            return new Progress(out, total, null);
        }
        return new Progress(
                out,
                total,
                new ProgressBarBuilder()
                        .setTaskName("Replay")
                        .setInitialMax(total)
                        .showSpeed()
                        .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                        .build());
    }

    private static boolean isErrorATerminal() throws InterruptedException {
        // Java itself can only tell of the input and the output.
        try {
            return new ProcessBuilder("test", "-t", "2")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Says what it is about. */
    void show(String what) {
        name = what;
        if (bar != null) {
            bar.setExtraMessage(" " + what);
        }
    }

    /** One more is done. */
    void step() {
        done++;
        if (bar != null) {
            bar.step();
        } else if (done * LINES / total > (done - 1) * LINES / total) {
            out.println("Replayed " + done + " of " + total + " (" + name + ")");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
