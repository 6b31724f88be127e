package io.atrium.webhook.intake;

import io.atrium.kit.testing.AtriumTraces;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A few events a minute, each of them traced: what has nothing to do with the other shares one start of the service. */
public final class FewEventsTraced implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "webhook-gateway.rate-limit.requests", "5",
                "webhook-gateway.rate-limit.organization-requests", "8",
                "webhook-gateway.rate-limit.window", "60S");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(AtriumTraces.class));
    }
}
