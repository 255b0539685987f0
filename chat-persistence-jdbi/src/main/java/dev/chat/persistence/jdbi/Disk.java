package dev.chat.persistence.jdbi;

/** The disk beneath a database, as far as this process has to care. */
interface Disk {
    /** Others care: the server of a database, or the host application. */
    Disk OF_OTHERS = new Disk() {
        @Override
        public void requireRoom() {}

        @Override
        public void committed() {}

        @Override
        public void complete() {}

        @Override
        public void requireWritten() {}

        @Override
        public void requireSynced() {}
    };

    /**
     * Lets a unit of work that may write begin.
     *
     * @throws StoreDiskException if the disk is full
     */
    void requireRoom();

    /** Notes that a commit is over; until this returns, nobody else writes. */
    void committed();

    /**
     * Notes that the tables are all there and up to date.
     *
     * @throws StoreDiskException if the disk refuses it
     */
    void complete();

    /**
     * Returns once all that was committed before this call would survive the death of the process.
     *
     * @throws StoreDiskException if the disk refuses it
     */
    void requireWritten();

    /**
     * Returns once all that was committed before this call would survive the loss of power.
     *
     * @throws StoreDiskException if the disk refuses it
     */
    void requireSynced();
}
