package io.atrium.integration.catalog;

import io.atrium.kit.problem.ProblemException;
import java.util.Set;

/**
 * Names that no source of an organization's own has: those below {@code /api/v1/webhooks} that are routes of the API, or
 * are kept for some, and those of the integrations that every organization has from the start.
 */
final class ReservedSources {
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
     * For a new source only: one that had its name before the name was reserved keeps it.
     *
     * @throws ProblemException VALIDATION_FAILED on {@code webhook.source}
     */
    static void refuse(String source) {
        if (NAMES.contains(source)) {
            throw ProblemException.invalid("webhook.source", "is a reserved word");
        }
    }
}
