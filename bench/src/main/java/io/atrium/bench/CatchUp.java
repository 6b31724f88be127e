package io.atrium.bench;

import io.atrium.local.topology.Part;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A consumer that works off what has come while it stood still: its process is stopped, the records are sent, the process
 * goes on, and the round ends when all of them are in its database. So all of it is there from the beginning, and the
 * process stays warm.
 */
final class CatchUp implements Subject, AutoCloseable {

    private static final long POLL_MILLIS = 100;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final MeasuredPlatform platform;
    private final Part service;
    private final String topic;
    private final Supplier<List<Message>> messages;
    private final KafkaProducer<String, String> producer;
    private final Connection reader;
    private final PreparedStatement count;
    private List<UUID> organizations = List.of();

    /**
     * Of one service.
     *
     * @param stored counts the rows of the organizations in its one parameter, an array of uuid
     */
    CatchUp(MeasuredPlatform platform, Part service, String topic, String stored, Supplier<List<Message>> messages)
            throws SQLException {
        this.platform = platform;
        this.service = service;
        this.topic = topic;
        this.messages = messages;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers(), "linger.ms", 5, "batch.size", 131_072),
                new StringSerializer(),
                new StringSerializer());
        this.reader = platform.connect(service, "postgres");
        this.count = reader.prepareStatement(stored);
    }

    @Override
    public String name() {
        return service.label() + " catching up";
    }

    /** Those of the last round. */
    List<UUID> organizations() {
        return organizations;
    }

    @Override
    public Sample measure() throws IOException, SQLException, InterruptedException {
        List<Message> round = messages.get();
        organizations = round.stream().map(Message::organization).distinct().toList();
        ProcessHandle process = platform.process(service);
        signal(process, "STOP");
        round.forEach(each -> producer.send(new ProducerRecord<>(topic, each.key(), each.value())));
        producer.flush();
        double cpu = ProcessCpu.micros(process);
        double databaseCpu = platform.databaseCpu();
        long began = System.nanoTime();
        signal(process, "CONT");
        await(round.size(), began);
        double took = (double) System.nanoTime() - began;
        return new Sample(
                (ProcessCpu.micros(process) - cpu) / round.size(),
                (platform.databaseCpu() - databaseCpu) / round.size(),
                round.size() * 1e9 / took,
                Double.NaN,
                Double.NaN);
    }

    private void await(int wanted, long began) throws SQLException, InterruptedException {
        count.setArray(1, reader.createArrayOf("uuid", organizations.toArray(UUID[]::new)));
        long stored = 0;
        while (stored < wanted) {
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new IllegalStateException(stored + " of " + wanted + " are stored after " + LONGEST);
            }
            Thread.sleep(POLL_MILLIS);
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                stored = rows.getLong(1);
            }
        }
    }

    private static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + signal + " answered " + status);
        }
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        reader.close();
    }
}
