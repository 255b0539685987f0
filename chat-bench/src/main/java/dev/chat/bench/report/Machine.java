package dev.chat.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where and when it was measured, in one line. */
public final class Machine {
    private static final double KILOBYTES_PER_GIGABYTE = 1 << 20;

    private Machine() {}

    /** {@return the date, the processors, the memory, the operating system and this Java} */
    public static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d cores (%s), %.0f GiB, %s %s, Java %s",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                line("/proc/cpuinfo", "model name").replaceFirst(".*: *", ""),
                Double.parseDouble("0" + line("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                        / KILOBYTES_PER_GIGABYTE,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version());
    }

    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElse("unknown");
    }
}
