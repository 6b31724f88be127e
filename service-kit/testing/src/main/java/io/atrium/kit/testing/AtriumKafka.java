package io.atrium.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * One Kafka broker for all tests of a JVM, with the topics of {@code deploy/kafka} and the public half of the key of
 * {@link TestTokens} published, so that a service verifies those tokens exactly as in production. A field of type
 * {@link TestTopics} in a test is filled. A test begins when its service has read the topics that it answers 503 without.
 */
public final class AtriumKafka implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        String servers = SharedParts.kafka();
        return Map.of("KAFKA_BOOTSTRAP_SERVERS", servers, "kafka.bootstrap.servers", servers);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(TestTopics.shared(), new TestInjector.MatchesType(TestTopics.class));
        FeedsRead.await();
    }

    @Override
    public void stop() {
        // The broker ends with the JVM: the next test class uses it again.
    }
}
