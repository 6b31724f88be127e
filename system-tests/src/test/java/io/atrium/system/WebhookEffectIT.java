package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A webhook has one effect, or none. */
class WebhookEffectIT {

    @Test
    void shouldHaveOneEffectWhenSentTwice() {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        String id = "msg-" + UUID.randomUUID();
        String body = WebhookBody.user("created", "usr-1", 1);

        HttpResponse<String> first = provider.send(id, body);
        HttpResponse<String> second = provider.send(id, body);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).contains("accepted");
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).contains("duplicate");
        barrier(tenant, provider);
        assertThat(tenant.all("/webhooks/events", "provider_event_id"))
                .filteredOn(id::equals)
                .hasSize(1);
        assertThat(tenant.all("/audit/events", "id")).doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveOneEffectWhenGatewayHasForgottenFirst() {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        String id = "msg-" + UUID.randomUUID();
        provider.deliver(id, WebhookBody.user("created", "usr-1", 1));

        Suite.running().kill("webhook-gateway");
        provider.deliver(id, WebhookBody.user("created", "usr-1", 1));

        barrier(tenant, provider);
        assertThat(tenant.all("/webhooks/events", "provider_event_id"))
                .filteredOn(id::equals)
                .hasSize(1);
    }

    @Test
    void shouldHaveNoEffectWithBadSignature() {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");

        HttpResponse<String> refused = provider.send(
                "msg-bad", WebhookBody.user("created", "usr-good", 1), WebhookBody.user("created", "usr-bad", 1));

        assertThat(refused.statusCode()).isEqualTo(401);
        barrier(tenant, provider);
        assertThat(tenant.all("/webhooks/events", "provider_event_id")).doesNotContain("msg-bad");
        assertThat(tenant.all("/integrations/data/users", "external_id")).doesNotContain("usr-bad", "usr-good");
    }

    @Test
    void shouldNotLetOlderVersionOverwriteNewer() {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");

        provider.deliver("msg-3", WebhookBody.user("updated", "usr-1", 3));
        provider.deliver("msg-1", WebhookBody.user("created", "usr-1", 1));
        provider.deliver("msg-2", WebhookBody.user("updated", "usr-1", 2));

        Patience.await()
                .untilAsserted(() -> assertThat(tenant.all("/webhooks/events", "status"))
                        .hasSize(4)
                        .containsOnly("PROCESSED"));
        Map<String, Object> record = tenant.all("/integrations/data/users").stream()
                .filter(item -> "usr-1".equals(item.get("external_id")))
                .findFirst()
                .orElseThrow();
        assertThat(record.get("record_version")).isEqualTo(3);
    }

    /** What was sent before has had its effect when this one, in the same partition's order or not, has had its own. */
    private static void barrier(Tenant tenant, Provider provider) {
        String id = "barrier-" + UUID.randomUUID();
        provider.deliver(id, WebhookBody.user("created", "usr-1", 9));
        Patience.await()
                .untilAsserted(() -> assertThat(tenant.all("/webhooks/events", "provider_event_id"))
                        .contains(id));
    }
}
