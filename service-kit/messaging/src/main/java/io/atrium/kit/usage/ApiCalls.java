package io.atrium.kit.usage;

import io.atrium.contracts.Topics;
import io.atrium.contracts.UsageFact;
import io.atrium.contracts.UsageMetric;
import io.atrium.kit.caller.AdmittedCallListener;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.EventSender;
import io.atrium.kit.id.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Counts the admitted calls of each organization in memory, and sends the counts as {@link UsageMetric#API_CALLS} at
 * an interval: a request costs an addition and no write. A fact that the broker has not acknowledged is sent again
 * unchanged, with its id, before another one of its organization, so it is counted once. Memory is limited by the
 * number of organizations that call.
 */
@ApplicationScoped
public class ApiCalls implements AdmittedCallListener {
    private static final Logger LOG = Logger.getLogger(ApiCalls.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private final BiFunction<UUID, EventEnvelope, Uni<?>> sending;
    private final String service;
    private final Map<UUID, Long> counts = new ConcurrentHashMap<>();
    private final Map<UUID, EventEnvelope> untold = new ConcurrentHashMap<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();

    @Inject
    ApiCalls(EventSender sender, @ConfigProperty(name = "quarkus.application.name") String service) {
        this((organization, fact) -> sender.send(Topics.USAGE, organization.toString(), fact), service);
    }

    ApiCalls(BiFunction<UUID, EventEnvelope, Uni<?>> sending, String service) {
        this.sending = sending;
        this.service = service;
    }

    /** What an operator does in an organization is not the organization's. */
    @Override
    public void admitted(Caller caller) {
        if (!caller.actingForOrganization()) {
            counts.merge(caller.organizationId(), 1L, Long::sum);
        }
    }

    void start(@Observes StartupEvent event, EventSender sender, Vertx vertx, UsageConfig config) {
        sender.prepare(Topics.USAGE);
        vertx.setPeriodic(
                config.interval().toMillis(), timer -> tell().subscribe().with(done -> {}));
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            tell().subscribeAsCompletionStage().get(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("The last counts of API calls were lost: %s", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what was counted; at once done while an earlier telling is under way. */
    Uni<Void> tell() {
        if (!telling.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        for (UUID organization : List.copyOf(counts.keySet())) {
            untold.computeIfAbsent(organization, this::fact);
        }
        List<Uni<Void>> sends = untold.entrySet().stream()
                .map(each -> send(each.getKey(), each.getValue()))
                .toList();
        Uni<Void> all = sends.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(sends).andCollectFailures().replaceWithVoid();
        return all.onTermination().invoke(() -> telling.set(false));
    }

    private Uni<Void> send(UUID organization, EventEnvelope fact) {
        return sending.apply(organization, fact)
                .invoke(() -> {
                    untold.remove(organization, fact);
                    failing.set(false);
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> {
                    if (failing.compareAndSet(false, true)) {
                        LOG.warnf("Counts of API calls cannot be sent to Kafka yet: %s", failure.toString());
                    }
                })
                .onFailure()
                .recoverWithNull();
    }

    private EventEnvelope fact(UUID organization) {
        Long counted = counts.remove(organization);
        UsageFact fact = UsageFact.of(organization, UsageMetric.API_CALLS, counted == null ? 0 : counted, service);
        return EventEnvelope.json(
                Ids.next().toString(),
                "/" + service,
                UsageFact.MESSAGE.name(),
                null,
                fact.occurredAt(),
                organization,
                UsageFact.MESSAGE.write(fact));
    }
}
