package io.atrium.integration.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.integration.work.Worker;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.json.JsonRefusedException;
import io.atrium.kit.json.JsonText;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.paging.TimeRange;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.IngestTransaction;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The event store as an organization's administrators see and work it. */
@ApplicationScoped
class WebhookEventService {

    private static final int LARGEST_RUN = 500;

    private final TenantTransaction transaction;
    private final IngestTransaction ingest;
    private final WebhookEventRepository events;
    private final WorkQueue queue;
    private final Worker worker;
    private final WebhookChains chains;
    private final CallerContext callers;
    private final AuditEvents audit;
    private final Cursors cursors;
    private final JsonMapper json = new JsonMapper();

    WebhookEventService(
            TenantTransaction transaction,
            IngestTransaction ingest,
            WebhookEventRepository events,
            WorkQueue queue,
            Worker worker,
            WebhookChains chains,
            CallerContext callers,
            AuditEvents audit,
            Cursors cursors) {
        this.transaction = transaction;
        this.ingest = ingest;
        this.events = events;
        this.queue = queue;
        this.worker = worker;
        this.chains = chains;
        this.callers = callers;
        this.audit = audit;
        this.cursors = cursors;
    }

    Uni<Page<WebhookEventSummary>> list(WebhookFilter filter, Optional<WebhookState> state, PageRequest request) {
        TimeRange received = filter.received();
        Paging page = cursors.open(
                WebhookEventRepository.LIST,
                callers.current().organizationId(),
                request,
                filter.source(),
                filter.type(),
                state,
                received.since(),
                received.until());
        return transaction
                .run(() -> events.list(filter, state, page))
                .map(found -> page.page(found, WebhookEventRepository::key));
    }

    Uni<WebhookEventResponse> get(UUID eventId) {
        return transaction
                .run(() -> events.find(eventId))
                .map(found -> response(found.orElseThrow(ProblemException::notFound)));
    }

    /** Makes the event due again, whatever became of it; the order within its entity is kept. */
    Uni<WebhookEventResponse> replay(UUID eventId) {
        UUID organization = callers.current().organizationId();
        return transaction
                .run(() -> events.find(eventId)
                        .map(found -> found.orElseThrow(ProblemException::notFound))
                        .call(event -> queue.enqueue(organization, WorkKind.WEBHOOK_CHAIN, event.chain, Duration.ZERO))
                        .chain(event -> events.replay(eventId))
                        .invoke(WebhookEventService::requireEnded)
                        .call(() -> audit.record(
                                AuditEvent.success("webhook_event.replayed", "webhook_event", eventId.toString()))))
                .invoke(worker::wake)
                .chain(() -> get(eventId));
    }

    /** In the order in which the worker takes its locks: the work first, then the events. */
    Uni<ReplayResponse> replay(ReplayRequest filter) {
        UUID organization = callers.current().organizationId();
        return transaction
                .run(() -> events.ended(filter).chain(found -> {
                    List<EndedEvent> taken = found.subList(0, Math.min(filter.most(), found.size()));
                    Set<String> chains = taken.stream().map(EndedEvent::chain).collect(Collectors.toSet());
                    return queue.enqueue(organization, WorkKind.WEBHOOK_CHAIN, chains)
                            .chain(() -> events.replay(
                                    taken.stream().map(EndedEvent::eventId).toList()))
                            .map(replayed -> new ReplayResponse(replayed, found.size() > taken.size()))
                            .call(reply -> audit.record(replayed(filter, reply)));
                }))
                .invoke(worker::wake);
    }

    private static AuditEvent replayed(ReplayRequest filter, ReplayResponse reply) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("count", reply.replayed());
        detail.put("status", filter.wanted().name());
        detail.put("source", filter.source());
        detail.put("type", filter.type());
        detail.put("since", filter.since() == null ? null : filter.since().toString());
        detail.put("until", filter.until() == null ? null : filter.until().toString());
        return AuditEvent.success("webhook_event.replayed", "webhook_event", null)
                .withDetail(detail);
    }

    /** Runs what is due of the caller's organization, and answers when it has run. */
    Uni<ProcessResponse> process() {
        UUID organization = callers.current().organizationId();
        return ingest.run(
                        Set.of(organization),
                        connection -> queue.claim(connection, organization, WorkKind.WEBHOOK_CHAIN, LARGEST_RUN))
                .chain(this::workOff)
                .map(sum -> new ProcessResponse(sum.processed(), sum.retried(), sum.dead()));
    }

    private Uni<WebhookChains.Outcome> workOff(List<WorkItem> items) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(chains::workOff)
                .collect()
                .in(
                        () -> new WebhookChains.Outcome[] {WebhookChains.Outcome.NOTHING},
                        (sum, one) -> sum[0] = sum[0].plus(one))
                .map(sum -> sum[0]);
    }

    private static void requireEnded(boolean replayed) {
        if (!replayed) {
            throw new ProblemException(ErrorCode.CONFLICT, "The event is waiting already.");
        }
    }

    private WebhookEventResponse response(WebhookEventEntity event) {
        String body = text(event.payload);
        return new WebhookEventResponse(
                event.eventId,
                event.source,
                event.type,
                event.entityId,
                event.providerEventId,
                event.state,
                event.outcome == null ? null : WebhookOutcome.of(event.outcome),
                event.reason,
                event.detail,
                event.attempts,
                event.receivedAt,
                event.dueAt,
                event.finishedAt,
                event.clientIp,
                event.contentType,
                body,
                body == null ? Base64.getEncoder().encodeToString(event.payload) : null,
                attempts(event.attemptLog));
    }

    /** The body as it came, or null when it is no JSON that could stand in the answer. */
    private static @Nullable String text(byte[] payload) {
        try {
            return JsonText.readLeniently(payload).text();
        } catch (JsonRefusedException e) {
            return null;
        }
    }

    private List<WebhookEventResponse.Attempt> attempts(@Nullable String log) {
        List<WebhookEventResponse.Attempt> attempts = new ArrayList<>();
        if (log != null) {
            try {
                json.readTree(log).forEach(attempt -> attempts.add(attempt(attempt)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The database's JSON cannot be read", e);
            }
        }
        return attempts;
    }

    private static WebhookEventResponse.Attempt attempt(JsonNode attempt) {
        return new WebhookEventResponse.Attempt(
                OffsetDateTime.parse(attempt.path("at").asText()).toInstant(),
                attempt.path("error").isTextual() ? attempt.path("error").asText() : null);
    }
}
