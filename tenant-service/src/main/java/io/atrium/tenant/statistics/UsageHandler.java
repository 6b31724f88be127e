package io.atrium.tenant.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.database.RecordFaults;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sums what the other services report as used. */
@ApplicationScoped
class UsageHandler implements BatchHandler<CountedEvent> {
    static final String CONSUMER = "statistics-usage";

    /** Kept from the rows themselves; a report of the same name would count them twice. */
    private static final Set<String> OWN =
            Set.of(CounterChange.USERS, CounterChange.INTEGRATIONS, CounterChange.AUDIT_EVENTS);

    private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final int MAX_DIMENSION = 200;

    private final Counters counters;

    UsageHandler(Counters counters) {
        this.counters = counters;
    }

    @Override
    public CountedEvent parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        EventEnvelope event = EventEnvelope.parse(record.value()).requireType("io.atrium.usage.recorded");
        JsonNode data = event.requireData();
        String metric = data.path("metric").asText();
        String dimension = dimension(metric, data.path("dimensions"));
        if (!METRIC.matcher(metric).matches()
                || OWN.contains(metric)
                || dimension.length() > MAX_DIMENSION
                || !data.path("count").canConvertToLong()) {
            throw new UnreadableEventException(UnreadableEventException.SCHEMA_UNKNOWN, "No usage that can be summed");
        }
        return CountedEvent.of(
                event,
                List.of(new CounterChange(
                        event.requireOrganization(),
                        metric,
                        dimension,
                        data.path("count").asLong(),
                        event.time())));
    }

    @Override
    public Uni<Void> process(List<CountedEvent> events) {
        return counters.apply(CONSUMER, events);
    }

    @Override
    public boolean isRecordFault(Throwable failure) {
        return RecordFaults.isRecordFault(failure);
    }

    private static String dimension(String metric, JsonNode dimensions) {
        return switch (metric) {
            case CounterChange.WEBHOOK_EVENTS ->
                dimensions.path("source").asText() + "/"
                        + dimensions.path("state").asText();
            case CounterChange.INTEGRATION_HEALTH ->
                dimensions.path("provider").asText() + "/"
                        + dimensions.path("status").asText();
            case CounterChange.API_CALLS -> dimensions.path("service").asText();
            default -> "";
        };
    }
}
