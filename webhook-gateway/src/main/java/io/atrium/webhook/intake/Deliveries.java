package io.atrium.webhook.intake;

import io.atrium.webhook.source.WebhookSource;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Callback;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event to the broker once, whether it comes alone or in a batch: what is under way is shared, and what was
 * acknowledged lately is a duplicate.
 */
@Singleton
public final class Deliveries {

    /** How a record gets to the broker, within bounds of its own. */
    public interface Handover {

        /**
         * @param done told once of the acknowledgement or of the failure
         * @return {@code false} when the record was not taken and will not arrive
         */
        boolean offer(byte[] key, byte[] value, Callback done);
    }

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final RecentEvents recent;
    private final ConcurrentHashMap<UUID, Delivery> underWay = new ConcurrentHashMap<>();

    Deliveries(IntakeConfig config) {
        this.recent = new RecentEvents(config.remembered());
    }

    /**
     * Delivers an event; never waits.
     *
     * @param party told once what became of the event, perhaps before this returns
     * @return whether the event was handed over; otherwise the party is told as one that brought a duplicate
     */
    public boolean deliver(WebhookSource source, ReceivedEvent event, Handover handover, Delivery.Party party) {
        UUID eventId = EventIds.platform(source, event.providerEventId());
        Delivery delivery = new Delivery(eventId, party);
        Delivery earlier = underWay.putIfAbsent(eventId, delivery);
        if (earlier != null) {
            earlier.share(party);
            return false;
        }
        try {
            if (recent.contains(eventId)) {
                underWay.remove(eventId);
                delivery.settleAsDuplicate();
                return false;
            }
            publish(delivery, source, event, handover);
        } catch (RuntimeException e) {
            // Whatever goes wrong on the way, nobody waits for this event for ever.
            LOG.error("A webhook could not be sent to Kafka", e);
            settle(source, delivery, e);
        }
        return true;
    }

    private void publish(Delivery delivery, WebhookSource source, ReceivedEvent event, Handover handover) {
        byte[] key = key(source, event, delivery.eventId());
        byte[] value = EnvelopeWriter.get().write(source, delivery.eventId(), event);
        if (!handover.offer(key, value, (metadata, failure) -> settle(source, delivery, failure))) {
            settle(source, delivery, new IllegalStateException("too much is under way"));
        }
    }

    /** An id is remembered before it stops being under way, so that no repetition falls between the two. */
    private void settle(WebhookSource source, Delivery delivery, @Nullable Exception failure) {
        if (failure == null) {
            recent.add(source.organizationId(), delivery.eventId());
        }
        underWay.remove(delivery.eventId(), delivery);
        delivery.settle(failure == null ? Delivery.Outcome.ACKNOWLEDGED : Delivery.Outcome.FAILED);
    }

    /** Events that are under way. */
    int underWay() {
        return underWay.size();
    }

    /** The key of the event's record, which tells its partition. */
    public static byte[] key(WebhookSource source, ReceivedEvent event) {
        return key(source, event, EventIds.platform(source, event.providerEventId()));
    }

    private static byte[] key(WebhookSource source, ReceivedEvent event, UUID eventId) {
        String entityId = event.entityId();
        String subject = entityId == null ? eventId.toString() : entityId;
        byte[] prefix = source.keyPrefix();
        byte[] tail = subject.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(prefix, prefix.length + tail.length);
        System.arraycopy(tail, 0, key, prefix.length, tail.length);
        return key;
    }
}
