package io.atrium.tenant.statistics;

import io.atrium.contracts.UsageFact;
import io.atrium.contracts.UsageMetric;
import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Sums the facts of the services that own what is counted: this service reads none of their rows. */
@ApplicationScoped
class UsageHandler implements BatchHandler<CountedEvent> {
    static final String CONSUMER = "statistics-usage";

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
        if (!METRIC.matcher(fact.metric()).matches() || dimension.length() > MAX_DIMENSION) {
            throw new UnreadableEventException(UnreadableEventException.SCHEMA_UNKNOWN, "No usage that can be summed");
        }
        UUID organization = event.requireOrganization();
        return CountedEvent.of(
                event, List.of(new CounterChange(organization, fact.metric(), dimension, fact.count(), event.time())));
    }

    @Override
    public @Nullable String traceParent(CountedEvent event) {
        return event.traceParent();
    }

    @Override
    public Uni<Void> process(List<CountedEvent> events) {
        return counters.apply(CONSUMER, events);
    }

    /** The values in the metric's order, which is that of the names where the metric is not known yet. */
    private static String dimension(UsageFact fact) {
        List<String> names = UsageMetric.named(fact.metric())
                .map(UsageMetric::dimensions)
                .orElseGet(() -> fact.dimensions().keySet().stream().sorted().toList());
        return names.stream()
                .map(name -> fact.dimensions().getOrDefault(name, ""))
                .collect(Collectors.joining("/"));
    }
}
