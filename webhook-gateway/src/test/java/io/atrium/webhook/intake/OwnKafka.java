package io.atrium.webhook.intake;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.KafkaOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
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

    /** Returns when the process has stopped or runs again: on a busy machine a signal takes its time. */
    static void signal(long pid, String name) {
        run("kill", "-" + name, Long.toString(pid));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isStopped(pid) == name.equals("STOP"));
    }

    /** The process and, where the system tells, each of its threads. */
    private static boolean isStopped(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        String states = Files.isDirectory(threads)
                ? run("ps", "-L", "-o", "state=", "-p", Long.toString(pid))
                : run("ps", "-o", "state=", "-p", Long.toString(pid));
        return states.lines().allMatch(state -> state.startsWith("T"));
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
