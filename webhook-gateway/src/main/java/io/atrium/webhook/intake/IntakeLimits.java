package io.atrium.webhook.intake;

import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.ratelimit.BucketKey;
import io.atrium.kit.ratelimit.Charge;
import io.atrium.kit.ratelimit.Limit;
import io.atrium.kit.ratelimit.RateLimiter;
import io.atrium.webhook.source.WebhookSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Limits how many events a source, and an organization's sources together, bring in. Asked when the signature is
 * verified: what is not signed takes nothing from a source.
 */
@Singleton
public final class IntakeLimits {

    private static final int ORGANIZATION_FACTOR = 3;
    private static final int LARGEST = 1_000_000_000;

    private final RateLimiter limiter;
    private final Limit sources;
    private final Limit organizations;

    IntakeLimits(RateLimiter limiter, IntakeLimitConfig config) {
        this.limiter = limiter;
        int together = config.organizationRequests()
                .orElse((int) Math.min(LARGEST, (long) ORGANIZATION_FACTOR * config.requests()));
        this.sources = limiter.limit("webhook-source", "source", config.requests(), config.window());
        this.organizations = limiter.limit("webhook-organization", "organization", together, config.window());
    }

    /**
     * Takes all events or none, and calls one of the two, on the calling event loop: at once, unless the count is
     * shared through Redis.
     *
     * @param events how many; more than a whole limit waits for an empty bucket
     * @param refused is given the 429 with its {@code Retry-After}
     */
    public void take(WebhookSource source, int events, Runnable admitted, Consumer<ProblemException> refused) {
        List<Charge> charges = Stream.of(
                        sources.charge(key(source), events),
                        organizations.charge(BucketKey.of(source.organizationId()), events))
                .filter(charge -> !charge.limit().isOff())
                .toList();
        if (charges.isEmpty()) {
            admitted.run();
            return;
        }
        limiter.take(charges, decision -> {
            if (decision.isAdmitted()) {
                admitted.run();
            } else {
                refused.accept(decision.problem());
            }
        });
    }

    /** Sources of two organizations never share a bucket: the lower half is the organization's alone. */
    private static BucketKey key(WebhookSource source) {
        UUID organization = source.organizationId();
        long name = 0xCBF29CE484222325L;
        for (int i = 0; i < source.name().length(); i++) {
            name = (name ^ source.name().charAt(i)) * 0x100000001B3L;
        }
        return new BucketKey(organization.getMostSignificantBits() ^ name, organization.getLeastSignificantBits());
    }
}
