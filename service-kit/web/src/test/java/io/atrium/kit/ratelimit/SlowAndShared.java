package io.atrium.kit.ratelimit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that count as under way for a moment only, and limits that a Redis shares, where {@code redis-server} is
 * installed. One profile: each costs a build and a start of the application.
 */
public final class SlowAndShared implements QuarkusTestProfile {

    private static Optional<RedisServer> server = Optional.empty();

    /** The Redis of this profile, which a test may end. */
    static Optional<RedisServer> server() {
        return server;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "atrium.http.concurrency.max-per-organization", "2",
                "atrium.http.concurrency.counted", "PT0.05S",
                "atrium.http.concurrency.patience", "60S",
                "atrium.http.request-deadline", "60S");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(OwnRedis.class));
    }

    public static final class OwnRedis implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            server = RedisServer.start();
            return server.map(redis -> Map.of(
                            "atrium.rate-limit.requests", "20",
                            "atrium.rate-limit.redis.url", redis.url(),
                            "atrium.rate-limit.redis.timeout", "PT2S",
                            "atrium.rate-limit.redis.retry", "PT0.05S"))
                    .orElse(Map.of());
        }

        @Override
        public void stop() {
            server.ifPresent(RedisServer::close);
        }
    }
}
