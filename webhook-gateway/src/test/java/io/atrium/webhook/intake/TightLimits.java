package io.atrium.webhook.intake;

import io.atrium.kit.testing.AtriumTraces;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * Budgets so small, and times so short, that a few bodies meet them, and tracing switched off. One profile: each costs a
 * build and a start of the service.
 */
public final class TightLimits implements QuarkusTestProfile {

    static final int LARGEST_BATCH = 262_144;
    static final int BATCHES_OF_ONE = 800_000;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("webhook-gateway.batch.max-body", Integer.toString(LARGEST_BATCH)),
                Map.entry("webhook-gateway.batch.max-events", "10"),
                Map.entry(
                        "webhook-gateway.batch.max-buffered-bytes-per-organization", Integer.toString(BATCHES_OF_ONE)),
                Map.entry("webhook-gateway.batch.max-buffered-bytes", Integer.toString(2 * BATCHES_OF_ONE)),
                Map.entry("webhook-gateway.batch.read-timeout", "PT4S"),
                Map.entry("atrium.http.max-buffered-bytes", "4M"),
                Map.entry("atrium.http.max-buffered-bytes-per-client", "1M"),
                Map.entry("webhook-gateway.intake.max-asymmetric", "4"),
                Map.entry("webhook-gateway.intake.asymmetric-workers", "1"),
                Map.entry("webhook-gateway.source.max-bytes", "1M"),
                Map.entry("atrium.http.body.idle", "2S"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(AtriumTraces.class, Map.of(AtriumTraces.OFF, "true")));
    }
}
