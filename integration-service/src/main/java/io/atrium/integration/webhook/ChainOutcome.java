package io.atrium.integration.webhook;

/**
 * What became of events that waited.
 *
 * @param ended whether there is nothing more to do of their work for now
 */
record ChainOutcome(int processed, int retried, int dead, boolean ended) {

    /** There is nothing more to do. */
    static final ChainOutcome NOTHING = new ChainOutcome(0, 0, 0, true);

    /** Nothing was done yet. */
    static final ChainOutcome GOES_ON = new ChainOutcome(0, 0, 0, false);

    ChainOutcome plus(ChainOutcome other) {
        return new ChainOutcome(
                processed + other.processed, retried + other.retried, dead + other.dead, ended && other.ended);
    }

    static ChainOutcome of(WebhookState state) {
        return switch (state) {
            case PROCESSED -> new ChainOutcome(1, 0, 0, false);
            case DEAD -> new ChainOutcome(0, 0, 1, false);
            case RETRY, PARKED -> new ChainOutcome(0, 1, 0, true);
        };
    }
}
