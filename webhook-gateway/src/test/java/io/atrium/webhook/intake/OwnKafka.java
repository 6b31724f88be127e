package io.atrium.webhook.intake;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.KafkaOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker that a test may stop and let run again. */
public final class OwnKafka implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedKafka broker;

    @Override
    public Map<String, String> start() {
        EmbeddedKafka started = EmbeddedKafka.start(KafkaOptions.temporary());
        started.createTopics();
        broker = started;
        return Map.of(
                "kafka.bootstrap.servers",
                started.bootstrapServers(),
                "webhook-gateway.intake.acknowledgement-timeout",
                "PT2S",
                "webhook-gateway.intake.max-in-flight-after-failure",
                "4");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(EmbeddedKafka.class));
    }

    @Override
    public void stop() {
        if (broker != null) {
            signal(broker.pid(), "CONT");
            broker.close();
        }
    }

    static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
