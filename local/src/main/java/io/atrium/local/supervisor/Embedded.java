package io.atrium.local.supervisor;

import io.atrium.kit.embedded.EmbeddedException;
import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.EmbeddedPostgres;
import io.atrium.kit.embedded.KafkaOptions;
import io.atrium.kit.embedded.PortInUseException;
import io.atrium.kit.embedded.PostgresOptions;
import io.atrium.local.console.PlatformException;
import io.atrium.local.jvm.ClassArchive;
import io.atrium.local.jvm.JavaCommand;
import io.atrium.local.process.Running;
import io.atrium.local.process.Termination;
import io.atrium.local.settings.Home;
import io.atrium.local.settings.Secrets;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL and Kafka as parts; starting one returns when it answers. */
final class Embedded {

    private Embedded() {}

    static PartRunner postgres(Home home, int port, Map<String, String> environment) {
        return () -> {
            EmbeddedPostgres server = EmbeddedPostgres.start(PostgresOptions.kept(home.postgres(), port));
            server.bootstrap(role -> Secrets.passwordOf(role, environment));
            return running(server, server.pid());
        };
    }

    static PartRunner kafka(Home home, int port) {
        ClassArchive archive = new ClassArchive(Part.KAFKA, home);
        return () -> {
            EmbeddedKafka broker = broker(home, port, archive);
            broker.createTopics();
            return running(broker, broker.pid());
        };
    }

    /** Without its archive of classes, when it does not start with it. */
    private static EmbeddedKafka broker(Home home, int port, ClassArchive archive) throws IOException {
        KafkaOptions options = KafkaOptions.kept(home.kafka(), port);
        List<String> arguments = new ArrayList<>(JavaCommand.options(Part.KAFKA, home));
        Optional<String> archived = archive.flag();
        if (archived.isPresent()) {
            arguments.add(archived.get());
            try {
                return EmbeddedKafka.start(options.withJavaArguments(arguments));
            } catch (PortInUseException e) {
                throw e;
            } catch (EmbeddedException e) {
                archive.discard();
                arguments.remove(archived.get());
            }
        }
        return EmbeddedKafka.start(options.withJavaArguments(arguments));
    }

    private static Running running(AutoCloseable part, long pid) {
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new PlatformException("Process " + pid + " ended as soon as it had started."));
        return new Running() {

            @Override
            public ProcessHandle process() {
                return process;
            }

            @Override
            public void stop(Duration grace) {
                try {
                    part.close();
                } catch (Exception e) {
                    System.err.println("Process " + pid + " does not stop in order: " + e.getMessage());
                }
                Termination.end(List.of(process), Duration.ZERO);
            }
        };
    }
}
