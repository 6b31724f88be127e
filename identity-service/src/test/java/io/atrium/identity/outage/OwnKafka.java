package io.atrium.identity.outage;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.KafkaOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
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
                "KAFKA_BOOTSTRAP_SERVERS",
                started.bootstrapServers(),
                "kafka.bootstrap.servers",
                started.bootstrapServers());
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

    /** STOP halts every thread of the process without closing a connection; CONT lets it run again. */
    static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
