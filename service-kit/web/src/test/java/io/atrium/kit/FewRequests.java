package io.atrium.kit;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A few requests at once, and a few in a minute. One profile: each costs a build and a start of the application. */
public final class FewRequests implements QuarkusTestProfile {

    public static final int AT_ONCE = 2;
    public static final int MAY_WAIT = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "atrium.http.concurrency.max", "8",
                "atrium.http.concurrency.max-per-organization", Integer.toString(AT_ONCE),
                "atrium.http.concurrency.max-waiting", Integer.toString(2 * MAY_WAIT),
                "atrium.http.concurrency.patience", "60S",
                "atrium.http.concurrency.counted", "60S",
                "atrium.http.request-deadline", "60S",
                "atrium.rate-limit.requests", "5",
                "atrium.rate-limit.window", "60",
                "atrium.rate-limit.organization-requests", "8");
    }
}
