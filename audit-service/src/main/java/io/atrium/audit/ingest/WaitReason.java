package io.atrium.audit.ingest;

/** Why changes of an organization are stored in its backlog and not in its chain. */
enum WaitReason {
    /** Others of its changes wait. */
    BEHIND_OTHERS("others of its changes wait"),
    /** A transaction holds the lock of the chain's head. */
    HEAD_LOCKED("the head of its chain is locked"),
    /** The chain has events and no head. */
    HEAD_MISSING("the head of its chain is missing"),
    /** The database refuses the link: the place is taken. */
    CHAIN_REFUSES("its chain has another event in the place of the next one"),
    /** Appending failed in a way that nobody expected, or the database is away. */
    FAILED("appending them failed"),
    /** More than its share of a batch. */
    OVER_SHARE("they are more than its share of a batch");

    private final String words;

    WaitReason(String words) {
        this.words = words;
    }

    /** For a log line: "changes of … wait: …". */
    String words() {
        return words;
    }
}
