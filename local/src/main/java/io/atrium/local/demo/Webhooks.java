package io.atrium.local.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** The part of the run in which providers push. */
final class Webhooks {

    private static final int PUSHED = 20;

    private final Tenant tenant;
    private final List<MockProvider> providers;

    Webhooks(Tenant tenant, List<MockProvider> providers) {
        this.tenant = tenant;
        this.providers = List.copyOf(providers);
    }

    String integrationsAreThere() {
        List<JsonObject> found = integrations();
        return found.stream().map(each -> each.getString("provider")).toList() + " provisioned for the organization";
    }

    /** Hands each provider the customer's credential and the new secret of its source. */
    String secretsAreRotated(String credential) {
        for (MockProvider provider : providers) {
            JsonObject integration = integrationOf(provider);
            String path = "/integrations/" + integration.getString("id");
            JsonObject settings = new JsonObject()
                    .put("name", integration.getString("name"))
                    .put("enabled", true)
                    .put("credentials", new JsonObject().put("token", credential));
            tenant.api().put(path, settings).expect(200);
            Reply rotated = tenant.api()
                    .post(path + "/secret", new JsonObject().put("overlap_seconds", 60))
                    .expect(200);
            provider.sendWebhooksTo(integration.getJsonObject("webhook").getString("url"), rotated.text("secret"));
        }
        return "new secrets known to the providers";
    }

    /** The new secret is on its way to the gateway for a moment, so the first push is tried again. */
    String areAccepted() {
        for (MockProvider provider : providers) {
            Steps.eventually("one accepted webhook", () -> provider.push(1), sent -> count(sent, "accepted") == 1);
            Reply sent = provider.push(PUSHED);
            if (count(sent, "accepted") != PUSHED) {
                throw sent.unlike(PUSHED + " accepted webhooks");
            }
        }
        return "%d signed webhooks answered 202".formatted(providers.size() * (PUSHED + 1));
    }

    String areProcessed() {
        long expected = (long) providers.size() * (PUSHED + 1);
        Reply stats = Steps.eventually(
                expected + " processed webhooks",
                () -> tenant.api().get("/webhooks/stats").expect(200),
                reply -> processed(reply) >= expected);
        JsonObject times = stats.json().getJsonObject("total").getJsonObject("processing_ms");
        return "%d PROCESSED, p50 %s ms, p99 %s ms from receipt to effect"
                .formatted(processed(stats), rounded(times, "p50"), rounded(times, "p99"));
    }

    String areReadableAsData() {
        StringBuilder found = new StringBuilder();
        for (MockProvider provider : providers) {
            Reply sent = provider.push(1);
            JsonObject result = MockProvider.firstResult(sent);
            String entity = result.getString("entity_id");
            Reply event = Steps.eventually(
                    "the event " + result.getString("event_id") + " as PROCESSED",
                    () -> tenant.api().get("/webhooks/events/" + result.getString("event_id")),
                    reply -> reply.status() == 200 && reply.text("status").equals("PROCESSED"));
            if (!entity.equals(event.text("entity_id"))) {
                throw event.unlike("the entity " + entity);
            }
            Reply data = tenant.api()
                    .get("/integrations/data/" + provider.data() + "?limit=200")
                    .expect(200);
            if (data.items().stream().noneMatch(record -> entity.equals(record.getString("external_id")))) {
                throw data.unlike("a record " + entity);
            }
            found.append(found.isEmpty() ? "" : ", ").append(entity);
        }
        return found.toString();
    }

    String duplicateHasOneEffect() {
        MockProvider provider = providers.get(0);
        long before = events(provider);
        Reply sent = provider.pushTwice();
        if (count(sent, "accepted") != 1 || count(sent, "duplicate") != 1) {
            throw sent.unlike("one accepted and one duplicate");
        }
        Reply stats = Steps.eventually(
                "one event more",
                () -> tenant.api()
                        .get("/webhooks/stats?source=" + provider.name())
                        .expect(200),
                reply -> total(reply) > before);
        if (total(stats) != before + 1) {
            throw stats.unlike((before + 1) + " events");
        }
        return "delivered twice: accepted, then duplicate; one event stored";
    }

    String forgedIsRefused() {
        Reply sent = providers.get(0).pushForged();
        JsonObject result = MockProvider.firstResult(sent);
        if (result.getInteger("status", 0) != 401) {
            throw sent.unlike("status 401 for a webhook under a wrong secret");
        }
        return "signed with a wrong secret: 401";
    }

    private List<JsonObject> integrations() {
        return Steps.eventually(
                        "an integration for each of the three providers",
                        () -> tenant.api().get("/integrations/"),
                        reply -> reply.status() == 200 && reply.items().size() >= providers.size())
                .items();
    }

    private JsonObject integrationOf(MockProvider provider) {
        Reply list = tenant.api().get("/integrations/").expect(200);
        return list.items().stream()
                .filter(integration -> provider.name().equalsIgnoreCase(integration.getString("provider")))
                .findFirst()
                .orElseThrow(() -> list.unlike("an integration of " + provider.name()));
    }

    private long events(MockProvider provider) {
        return total(
                tenant.api().get("/webhooks/stats?source=" + provider.name()).expect(200));
    }

    private static long total(Reply stats) {
        return stats.json().getJsonObject("total").getLong("events");
    }

    private static long processed(Reply stats) {
        return stats.json().getJsonObject("total").getJsonObject("by_status").getLong("PROCESSED", 0L);
    }

    private static int count(Reply sent, String outcome) {
        return sent.json().getInteger(outcome, 0);
    }

    private static String rounded(JsonObject percentiles, String name) {
        Number value = percentiles.getNumber(name);
        return value == null ? "?" : Long.toString(Math.round(value.doubleValue()));
    }
}
