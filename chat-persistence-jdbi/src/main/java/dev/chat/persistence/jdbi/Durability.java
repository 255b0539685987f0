package dev.chat.persistence.jdbi;

/** What an acknowledged write survives. */
public enum Durability {
    /**
     * The death of the process and the loss of power, wherever the disk honours a sync: each unit of work that writes
     * ends with a sync to disk, which those that end at the same time share.
     */
    POWER_LOSS,

    /**
     * The death of the process only. H2 hands each commit to the operating system and never waits for the disk; on
     * PostgreSQL, {@code synchronous_commit} is what the server says. After a loss of power, the last acknowledged
     * writes may be missing.
     */
    PROCESS_DEATH
}
