package io.atrium.kit.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventSender;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts a record that cannot be processed on {@code <topic>.dlq}: its key, value and headers as they were, and headers
 * that say why and where from:
 *
 * <ul>
 *   <li>{@code dead-letter-reason}: the machine code ({@code malformed}, {@code schema_unknown},
 *       {@code tenant_missing}, {@code processing_failed}, …)
 *   <li>{@code dead-letter-detail}: a sentence for an operator
 *   <li>{@code dead-letter-topic}, {@code dead-letter-partition}, {@code dead-letter-offset}: where it stood
 *   <li>{@code dead-letter-consumer}: the service that gave it up
 *   <li>{@code dead-letter-truncated}: only when the topic refused the record as too large: SHA-256 and length of the
 *       whole value, of which the beginning is kept
 * </ul>
 */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int KEPT_OF_TOO_LARGE = 512 * 1024;
    private static final int LONGEST_DETAIL = 500;

    private final EventSender sender;
    private final MeterRegistry meters;
    private final String service;

    DeadLetters(
            EventSender sender,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.sender = sender;
        this.meters = meters;
        this.service = service;
    }

    /**
     * Sends the record to the dead letter topic; fails when that topic cannot be written.
     *
     * @param code why, stable and lower case
     * @param detail a sentence for an operator, cut to 500 characters
     */
    public Uni<Void> send(ConsumerRecord<byte[], byte[]> record, String code, @Nullable String detail) {
        return sender.send(letter(record, code, detail, record.value()))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> sender.send(truncated(record, code, detail)))
                .invoke(() -> count(record, code))
                .replaceWithVoid();
    }

    private void count(ConsumerRecord<byte[], byte[]> record, String code) {
        LOG.warnf(
                "Dead letter (%s): topic %s, partition %d, offset %d",
                code, record.topic(), record.partition(), record.offset());
        meters.counter("atrium.dead.letters", "topic", record.topic(), "reason", code)
                .increment();
    }

    private ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> record, String code, @Nullable String detail, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(record.topic()), null, null, record.key(), value);
        record.headers().forEach(letter.headers()::add);
        header(letter, "dead-letter-reason", code);
        header(letter, "dead-letter-detail", shortened(detail));
        header(letter, "dead-letter-topic", record.topic());
        header(letter, "dead-letter-partition", Integer.toString(record.partition()));
        header(letter, "dead-letter-offset", Long.toString(record.offset()));
        header(letter, "dead-letter-consumer", service);
        return letter;
    }

    private ProducerRecord<byte[], byte[]> truncated(
            ConsumerRecord<byte[], byte[]> record, String code, @Nullable String detail) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        byte[] kept = Arrays.copyOf(value, Math.min(value.length, KEPT_OF_TOO_LARGE));
        ProducerRecord<byte[], byte[]> letter = letter(record, code, detail, kept);
        header(letter, "dead-letter-truncated", "sha256=" + sha256(value) + ";length=" + value.length);
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }

    private static String shortened(@Nullable String detail) {
        String text = detail == null ? "" : detail;
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
