package io.atrium.integration.source;

import io.atrium.kit.problem.ProblemException;
import java.util.Set;

/**
 * Names that an organization cannot give to a source of its own: the routes below {@code /api/v1/webhooks}, names that are
 * kept for later routes, and the sources that every organization has from the start.
 */
public final class ReservedSources {
    private static final Set<String> NAMES = Set.of(
            "events",
            "stats",
            "process",
            "replay",
            "dead-letters",
            "ledger",
            "refusals",
            "stream",
            "batch",
            "test",
            "health",
            "user",
            "payment",
            "communication");

    private ReservedSources() {}

    /**
     * For a new source only: a source that had the name before it was reserved keeps it.
     *
     * @throws ProblemException VALIDATION_FAILED on {@code webhook.source}
     */
    public static void refuse(String source) {
        if (NAMES.contains(source)) {
            throw ProblemException.invalid("webhook.source", "is a reserved word");
        }
    }
}
