package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.ExportedSpan;
import io.atrium.kit.testing.TraceSink;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One trace from a request at the public address to everything that it led to, in whichever service. */
class TracesIT {

    private static final String TRACE_PARENT = "traceparent";

    private final TraceSink sink = Suite.running().traces();

    /** What a client says of a trace of its own: the platform's trace has it as a link, by which these tests find it. */
    private final String clientTrace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void shouldFollowAWebhookFromItsDeliveryToItsEffect() {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        awaitEvent(tenant, "ready-" + tenant.organizationId());
        String id = "msg-" + UUID.randomUUID();

        provider.send(id, WebhookBody.user("created", "usr-1", 1), TRACE_PARENT, ofClient());

        awaitEvent(tenant, id);
        ExportedSpan delivery = begun("webhook-gateway");
        assertThat(processed(delivery, "integration-service").name()).isEqualTo("process atrium.webhooks.v1");
        assertThat(processed(delivery, "tenant-service").name()).isEqualTo("process atrium.usage.v1");
    }

    @Test
    void shouldFollowAChangeFromItsRequestToItsAuditRecord() {
        Tenant tenant = Tenant.register();

        tenant.as()
                .contentType(ContentType.JSON)
                .header(TRACE_PARENT, ofClient())
                .body(Map.of("first_name", "Grace"))
                .patch("/api/v1/users/" + tenant.userId())
                .then()
                .statusCode(200);

        ExportedSpan request = begun("identity-service");
        ExportedSpan audited = processed(request, "audit-service");
        assertThat(audited.name()).isEqualTo("process atrium.changes.v1");
        assertThat(audited.parentId()).isEqualTo(request.spanId());
    }

    @Test
    void shouldFollowACallFromServiceToService() {
        Tenant.register(Suite.running().request().header(TRACE_PARENT, ofClient()));

        ExportedSpan request = begun("identity-service");
        Patience.await()
                .untilAsserted(() -> assertThat(sink.spans(request.traceId()))
                        .filteredOn(span -> span.kind() == ExportedSpan.SERVER)
                        .extracting(ExportedSpan::service)
                        .contains("identity-service", "tenant-service"));
    }

    @Test
    void shouldTellNoAddressAndNoQueryOfAClient() {
        Tenant tenant = Tenant.register();

        tenant.as()
                .header(TRACE_PARENT, ofClient())
                .queryParam("limit", "7")
                .get("/api/v1/users/")
                .then()
                .statusCode(200);

        assertThat(begun("identity-service").attributes())
                .containsEntry("url.query", "REDACTED")
                .containsEntry("client.address", "REDACTED")
                .containsEntry("user_agent.original", "REDACTED");
    }

    /** The first span of the trace that has the client's as a link. */
    private ExportedSpan begun(String service) {
        ExportedSpan found = first(sink::spans, span -> span.linkedTraces().contains(clientTrace));
        assertThat(found.service()).isEqualTo(service);
        assertThat(found.parentId()).isEmpty();
        assertThat(found.traceId()).isNotEqualTo(clientTrace);
        return found;
    }

    private ExportedSpan processed(ExportedSpan begun, String service) {
        return first(
                () -> sink.spans(begun.traceId()),
                span -> span.kind() == ExportedSpan.CONSUMER && span.service().equals(service));
    }

    private static ExportedSpan first(Supplier<List<ExportedSpan>> spans, Predicate<ExportedSpan> of) {
        return Patience.until(() -> spans.get().stream().filter(of).findFirst().orElse(null));
    }

    /** Not sampled, which is the client's business alone. */
    private String ofClient() {
        return "00-" + clientTrace + "-00f067aa0ba902b7-00";
    }

    private static void awaitEvent(Tenant tenant, String providerEventId) {
        Patience.await()
                .untilAsserted(() -> assertThat(tenant.all("/webhooks/events", "provider_event_id"))
                        .contains(providerEventId));
    }
}
