package dev.chat.bench.process;

/**
 * What processes have used.
 *
 * @param cpuSeconds processor time since they started, of user and system
 * @param residentBytes memory that they hold now
 * @param peakBytes the most that each of them has held, added up: since it started, or since that was forgotten
 */
public record Usage(double cpuSeconds, long residentBytes, long peakBytes) {
    /** Nothing. */
    public static final Usage NONE = new Usage(0, 0, 0);

    private static final double BYTES_PER_MEGABYTE = 1e6;

    /** {@return both together} */
    public Usage plus(Usage other) {
        return new Usage(
                cpuSeconds + other.cpuSeconds, residentBytes + other.residentBytes, peakBytes + other.peakBytes);
    }

    /** {@return memory that they hold now, in MB} */
    public double residentMegabytes() {
        return residentBytes / BYTES_PER_MEGABYTE;
    }

    /** {@return the most that they have held, in MB} */
    public double peakMegabytes() {
        return peakBytes / BYTES_PER_MEGABYTE;
    }
}
