package dev.chat.persistence.jdbi.file;

import java.util.ArrayList;
import java.util.List;

/**
 * What H2 has done to its file and is not in there yet, in its order. Of these operations, the first are on disk in the
 * journal, the next are in the journal but not synced, the next belong to a batch that has still to be written, and the
 * last are of a commit that is not over.
 */
final class Waiting {
    private final List<Operation> operations = new ArrayList<>();
    private long bytes;
    private int sealed;
    private int written;
    private int synced;

    void add(Operation operation) {
        operations.add(operation);
        bytes += operation.bytes();
    }

    boolean isEmpty() {
        return operations.isEmpty();
    }

    /** How much memory they take. */
    long bytes() {
        return bytes;
    }

    /** Ends a batch. */
    void seal() {
        sealed = operations.size();
    }

    /** Those of batches that are to be written to the journal. */
    List<Operation> unwritten() {
        return operations.subList(written, sealed);
    }

    /** Notes that those are. */
    void written() {
        written = sealed;
    }

    /** How many are in the journal. */
    int inJournal() {
        return written;
    }

    /** Notes that so many are on disk. */
    void synced(int count) {
        synced = count;
    }

    /** Whether any is in the journal that is not on disk. */
    boolean isAnyUnsynced() {
        return written > synced;
    }

    /** Notes that those which were not on disk may not even be written. */
    void unsyncedAreLost() {
        written = synced;
    }

    /** Those that are on disk in the journal, and may be done to the file. */
    List<Operation> applicable() {
        return operations.subList(0, synced);
    }

    /** Notes that those are done. */
    void applied() {
        List<Operation> done = applicable();
        bytes -= done.stream().mapToLong(Operation::bytes).sum();
        written -= synced;
        sealed -= synced;
        done.clear();
        synced = 0;
    }

    /** Does all of them to what was read of the file. */
    void applyTo(byte[] read, long position) {
        for (Operation operation : operations) {
            operation.applyTo(read, position);
        }
    }
}
