package io.atrium.tenant.statistics;

import io.atrium.contracts.UsageFact;
import io.atrium.contracts.UsageMetric;
import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        EventEnvelope event = EventEnvelope.parse(record.value());
        UsageFact fact = event.requireData(UsageFact.MESSAGE);
        String dimension = dimension(fact);
        if (!METRIC.matcher(fact.metric()).matches()
                || OWN.contains(fact.metric())
                || dimension.length() > MAX_DIMENSION) {
            throw new UnreadableEventException(UnreadableEventException.SCHEMA_UNKNOWN, "No usage that can be summed");
        }
        UUID organization = event.requireOrganization();
        return CountedEvent.of(
                event, List.of(new CounterChange(organization, fact.metric(), dimension, fact.count(), event.time())));
    }

    @Override
    public Uni<Void> process(List<CountedEvent> events) {
        return counters.apply(CONSUMER, events);
    }

    /** The values in the metric's order; a metric that is not known yet is summed as one. */
    private static String dimension(UsageFact fact) {
        return UsageMetric.named(fact.metric())
                .map(metric -> metric.dimensions().stream()
                        .map(name -> fact.dimensions().getOrDefault(name, ""))
                        .collect(Collectors.joining("/")))
                .orElse("");
    }
}
