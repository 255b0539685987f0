package dev.chat.bench.contest;

import java.io.IOException;
import java.util.List;

/**
 * One kind of work, done by each of its contenders, and what it costs them.
 *
 * <p>To add one: implement this in the package of its feature, package-private but for the class, add it to
 * {@code Workloads}, and what is aimed at to {@code Targets}. A contest calls {@link #run} once for each round and
 * contender, in turns, on one thread, with nothing else going on; medians and spread over the rounds are its business.
 */
public interface Workload {
    /** {@return the name on the command line and in reports, lower case} */
    String name();

    /** {@return what is done, in one sentence of a report} */
    String description();

    /**
     * {@return the names of those who can do it, the one first that the others are compared with} Names of servers, as
     * {@link Trial#start} knows them, or any others of the workload's own, such as variants of a piece of code.
     */
    List<String> contenders();

    /** {@return what the sizes of its figures count, such as subscribers; empty where it has no curve} */
    default String axis() {
        return "";
    }

    /**
     * Lets one contender work once: starts what it needs afresh, warms it up, measures, and ends all that it has
     * started, whatever happens.
     *
     * @throws BenchException if what was measured counts for nothing
     */
    Reading run(Trial trial) throws BenchException, IOException, InterruptedException;
}
