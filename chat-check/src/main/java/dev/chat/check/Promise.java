package dev.chat.check;

/** What can be broken. */
enum Promise {
    /** A message, or an answer to its sender, was there and is gone. */
    ACKNOWLEDGED_IS_KEPT("acknowledged and missing", "acknowledgedAndMissing"),
    /** A client that says it knows everything lacks a message. */
    EVERYONE_HAS_IT("missing at a client", "missingAtAClient"),
    /** What was sent once stands there twice. */
    ONCE("doubled", "doubled"),
    /** A sender's messages stand in another order than they were sent in, or a batch does not continue. */
    IN_ORDER("out of order", "outOfOrder"),
    /** Two clients saw different things at one position. */
    ONE_ORDER("order differing between clients", "orderDiffering"),
    /** An acknowledged edit or deletion is not there, or not for everyone. */
    CORRECTIONS_ARE_KEPT("lost edits or deletions", "lostCorrections"),
    /** Something was refused that nothing speaks against, or a client never got to the end. */
    IT_GOES_ON("refused without reason, or stuck", "stuck");

    private final String broken;
    private final String key;

    Promise(String broken, String key) {
        this.broken = broken;
        this.key = key;
    }

    /** {@return what it is called if this is broken} */
    String broken() {
        return broken;
    }

    /** {@return its name in JSON} */
    String key() {
        return key;
    }
}
