package io.atrium.webhook.intake;

/** Where the answers of one kind of request are counted. */
public interface OutcomeRecorder {

    /** @param startedAtNanos when the request came, by {@link System#nanoTime()} */
    void record(IntakeMetrics.Outcome outcome, long startedAtNanos);
}
