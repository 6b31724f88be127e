package io.atrium.kit.consumer;

import io.atrium.kit.event.EventSender;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends a record that cannot be processed to {@code <topic>.dlq}, in the form of {@link DeadLetterRecords}. */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

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
        return sender.send(DeadLetterRecords.of(record, service, code, detail))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> sender.send(DeadLetterRecords.truncated(record, service, code, detail)))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> sender.send(DeadLetterRecords.digest(record, service, code, detail)))
                .invoke(() -> count(record, code))
                .replaceWithVoid();
    }

    private void count(ConsumerRecord<byte[], byte[]> record, String code) {
        LOG.debugf(
                "Dead letter (%s): topic %s, partition %d, offset %d",
                code, record.topic(), record.partition(), record.offset());
        meters.counter("atrium.dead.letters", "topic", record.topic(), "reason", code)
                .increment();
    }
}
