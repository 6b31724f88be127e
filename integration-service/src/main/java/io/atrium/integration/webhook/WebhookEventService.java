package io.atrium.integration.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.integration.record.JsonScan;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.integration.work.Worker;
import io.atrium.kit.budget.ReplyBudget;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.json.JsonParsers;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.paging.TimeRange;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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

    /** Of a payload: its bytes, its text, and the answer. */
    private static final int COPIES = 6;

    private final TenantTransaction transaction;
    private final WebhookEventRepository events;
    private final Replays replays;
    private final WorkQueue queue;
    private final Worker worker;
    private final CallerContext callers;
    private final AuditEvents audit;
    private final Cursors cursors;
    private final ReplyBudget replies;
    private final JsonMapper json = JsonParsers.mapper().build();

    WebhookEventService(
            TenantTransaction transaction,
            WebhookEventRepository events,
            Replays replays,
            WorkQueue queue,
            Worker worker,
            CallerContext callers,
            AuditEvents audit,
            Cursors cursors,
            ReplyBudget replies) {
        this.transaction = transaction;
        this.events = events;
        this.replays = replays;
        this.queue = queue;
        this.worker = worker;
        this.callers = callers;
        this.audit = audit;
        this.cursors = cursors;
        this.replies = replies;
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
                .run(connection -> events.list(connection, filter, state, page))
                .map(walked -> page.page(walked.found(), walked.stop(), WebhookEventRepository::key));
    }

    /** Its payload may be large: memory for it is reserved before it is read. */
    Uni<WebhookEventResponse> get(UUID eventId) {
        UUID organization = callers.current().organizationId();
        return transaction
                .read(connection -> events.size(connection, eventId)
                        .invoke(size -> replies.reserve(organization, size * COPIES))
                        .chain(() -> events.find(connection, eventId)))
                .map(found -> response(found.orElseThrow(ProblemException::notFound)));
    }

    /** Makes the event due again, whatever became of it; the order within its entity is kept. */
    Uni<WebhookEventResponse> replay(UUID eventId) {
        UUID organization = callers.current().organizationId();
        return transaction
                .run(connection -> events.find(connection, eventId)
                        .map(found -> found.orElseThrow(ProblemException::notFound))
                        .call(event ->
                                queue.due(connection, organization, WorkKind.WEBHOOK_CHAIN, Set.of(event.chain())))
                        .chain(event -> events.replay(connection, eventId, event.receivedAt()))
                        .invoke(WebhookEventService::requireEnded)
                        .call(() -> audit.record(
                                connection,
                                AuditEvent.success("webhook_event.replayed", "webhook_event", eventId.toString()))))
                .invoke(worker::wake)
                .chain(() -> get(eventId));
    }

    /** In the order in which the worker takes its locks: the work first, then the events. */
    Uni<ReplayResponse> replay(ReplayRequest filter) {
        UUID organization = callers.current().organizationId();
        return replays.alone(organization, () -> replay(organization, filter));
    }

    private Uni<ReplayResponse> replay(UUID organization, ReplayRequest filter) {
        return transaction
                .run(connection -> events.ended(connection, filter).chain(found -> {
                    List<EndedEvent> taken = replays.within(filter.most(), found);
                    Set<String> chains = taken.stream().map(EndedEvent::chain).collect(Collectors.toSet());
                    return queue.due(connection, organization, WorkKind.WEBHOOK_CHAIN, chains)
                            .chain(() -> events.replay(connection, taken))
                            .map(replayed -> new ReplayResponse(replayed, found.size() > taken.size()))
                            .call(reply -> audit.record(connection, replayed(filter, reply)));
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

    private static void requireEnded(boolean replayed) {
        if (!replayed) {
            throw new ProblemException(ErrorCode.CONFLICT, "The event already waits to be processed.");
        }
    }

    private WebhookEventResponse response(StoredWebhook event) {
        WebhookEventSummary summary = event.summary();
        String body = JsonScan.stored(event.payload()).orElse(null);
        return new WebhookEventResponse(
                summary.id(),
                summary.source(),
                summary.type(),
                summary.entityId(),
                summary.providerEventId(),
                summary.status(),
                summary.outcome(),
                summary.reason(),
                event.detail(),
                summary.attempts(),
                summary.receivedAt(),
                summary.dueAt(),
                summary.finishedAt(),
                event.clientIp(),
                event.contentType(),
                body,
                body == null ? Base64.getEncoder().encodeToString(event.payload()) : null,
                attempts(event.attemptLog()));
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
