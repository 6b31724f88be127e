package io.atrium.kit.embedded;

import io.atrium.kit.kafka.KafkaSettings;
import io.atrium.kit.topics.TopicList;
import io.atrium.kit.topics.TopicsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** One Kafka broker in KRaft mode as a child JVM, on loopback, without topics made by accident. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(90);

    private final KafkaOptions options;
    private final Path folder;
    private final int port;
    private final Process process;

    private EmbeddedKafka(KafkaOptions options, Path folder, int port, Process process) {
        this.options = options;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a broker and returns once it answers.
     *
     * @throws PortInUseException when something listens on the port
     * @throws EmbeddedException when the broker cannot start, with the end of its log
     */
    public static EmbeddedKafka start(KafkaOptions options) {
        int port = Ports.claim("Kafka", options.port());
        Path given = options.folder();
        Path folder = Folders.create((given == null ? Folders.temporary("atrium-kafka") : given).toAbsolutePath());
        Path properties = folder.resolve("server.properties");
        KafkaProperties.write(
                properties, folder.resolve("data"), port, otherPort(port), options.listener(), otherPort(port));
        EmbeddedKafka broker = new EmbeddedKafka(options, folder, port, launch(options, folder, properties));
        if (options.diesWithParent()) {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        }
        broker.awaitReady();
        return broker;
    }

    /** Creates the topics of {@code deploy/kafka} that are missing, each with one replica. */
    public void createTopics() {
        try {
            TopicList.load().create(clientSettings(), (short) 1, STARTUP);
        } catch (TopicsException e) {
            throw new EmbeddedException(Objects.requireNonNull(e.getMessage()), e);
        }
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** What a client connects with. */
    public KafkaSettings clientSettings() {
        return options.listener().settings(bootstrapServers());
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return folder.resolve("kafka.log");
    }

    /** Stops the broker in order; one with throw-away data is killed. Does nothing when it is not running. */
    @Override
    public void close() {
        if (options.folder() == null) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (options.folder() == null) {
            Folders.delete(folder);
        }
    }

    private static int otherPort(int port) {
        int chosen = Ports.free();
        return chosen == port ? Ports.free() : chosen;
    }

    private static Process launch(KafkaOptions options, Path folder, Path properties) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xms64m",
                "-Xmx" + options.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=160m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:TieredStopAtLevel=" + (options.folder() == null ? "1" : "4"),
                "-Djava.awt.headless=true",
                "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory"));
        command.addAll(options.javaArguments());
        command.addAll(List.of(
                KafkaBroker.class.getName(),
                properties.toString(),
                folder.resolve("data").toString()));
        command.add(
                !options.diesWithParent()
                        ? KafkaBroker.ALONE
                        : options.folder() == null ? KafkaBroker.WITH_PARENT_AND_DATA : KafkaBroker.WITH_PARENT);
        if (!options.listener().scram().isEmpty()) {
            command.add(options.listener().scram());
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("kafka.log").toFile()));
        if (!options.diesWithParent()) {
            builder.redirectInput(ProcessBuilder.Redirect.from(PostgresLaunch.nothing()));
        }
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            Files.createDirectories(folder.resolve("data"));
            return builder.start();
        } catch (IOException e) {
            throw new EmbeddedException("Kafka cannot be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady() {
        Instant deadline = Instant.now().plus(STARTUP);
        while (!Ports.answers(port)) {
            checkStillComing(deadline);
            pause();
        }
        Map<String, Object> settings = new HashMap<>(clientSettings().properties());
        settings.put("retry.backoff.ms", "50");
        try (Admin admin = Admin.create(settings)) {
            while (admin.describeCluster().nodes().get(30, TimeUnit.SECONDS).isEmpty()) {
                checkStillComing(deadline);
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while Kafka started.", e);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw failed();
        }
    }

    private void checkStillComing(Instant deadline) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
            throw failed();
        }
    }

    private EmbeddedException failed() {
        process.destroyForcibly();
        return new EmbeddedException("Kafka did not start; the end of " + log() + ":\n" + Folders.tail(log(), 15));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while Kafka started.", e);
        }
    }
}
