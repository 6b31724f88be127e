package io.atrium.integration.health;

import io.atrium.integration.health.IntegrationHealth.Status;

/**
 * What status calls lead to. It gets worse when enough calls failed, and so not by a single one; it gets better when the
 * share of failures is below half of what made it worse and several calls in a row were good.
 */
final class HealthRules {

    private static final double LEFT_BELOW = 0.5;

    private final HealthConfig config;

    HealthRules(HealthConfig config) {
        this.config = config;
    }

    /**
     * What is known of an integration.
     *
     * @param calls in the window, with {@code failures} of them failed
     * @param goodInRow good calls after the last bad one
     * @param circuitOpen whether calls are refused at the moment
     */
    record Facts(long calls, long failures, int goodInRow, boolean circuitOpen) {

        double share() {
            return calls == 0 ? 0 : (double) failures / calls;
        }
    }

    Status next(Status current, Facts facts) {
        Status told = told(facts);
        return switch (current) {
            case UNKNOWN, DISABLED, HEALTHY -> told != Status.UNKNOWN ? told : current;
            case DEGRADED -> told == Status.UNHEALTHY ? told : better(current, facts);
            case UNHEALTHY -> better(current, facts);
        };
    }

    /** By the calls alone. UNKNOWN when there are too few of them to say. */
    private Status told(Facts facts) {
        if (facts.circuitOpen() || isAbove(facts, config.unhealthyFailures(), config.unhealthyShare())) {
            return Status.UNHEALTHY;
        }
        if (isAbove(facts, config.degradedFailures(), config.degradedShare())) {
            return Status.DEGRADED;
        }
        return facts.goodInRow() > 0 ? Status.HEALTHY : Status.UNKNOWN;
    }

    private Status better(Status current, Facts facts) {
        if (facts.circuitOpen() || facts.goodInRow() < config.recoveryCalls()) {
            return current;
        }
        if (facts.share() < config.degradedShare() * LEFT_BELOW) {
            return Status.HEALTHY;
        }
        return facts.share() < config.unhealthyShare() * LEFT_BELOW ? Status.DEGRADED : current;
    }

    private static boolean isAbove(Facts facts, long failures, double share) {
        return facts.failures() >= failures && facts.share() >= share;
    }
}
