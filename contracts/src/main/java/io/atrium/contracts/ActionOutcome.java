package io.atrium.contracts;

/** What became of an action. */
public enum ActionOutcome {
    /** It was done. */
    SUCCESS,
    /** It failed. */
    FAILURE,
    /** It was refused. */
    DENIED
}
