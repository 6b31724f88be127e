package io.atrium.audit;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Bounds so small that a few records meet them. */
public class TightLimits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "audit.verification.time-limit", "PT0S",
                "audit.verification.page-size", "40",
                "audit.ingest.share", "20",
                "audit.search.scan-limit", "20",
                "atrium.replies.total-bytes", "40M");
    }
}
