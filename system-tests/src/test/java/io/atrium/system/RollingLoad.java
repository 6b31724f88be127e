package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What one organization does all the time: reads, changes, logins, refreshes and signed webhooks. */
final class RollingLoad implements AutoCloseable {

    private static final List<String> READS = List.of(
            "/users/",
            "/auth/me",
            "/organizations/me",
            "/integrations/",
            "/integrations/data/users",
            "/webhooks/events",
            "/audit/events",
            "/health");
    private static final List<String> SENDERS = List.of("a", "b", "c");
    private static final Duration READ = Duration.ofMillis(500);
    private static final Duration CHANGE = Duration.ofMillis(500);
    private static final Duration LOGIN = Duration.ofMillis(1_000);
    private static final Duration WEBHOOK = Duration.ofMillis(200);

    private final Tenant tenant;
    private final Provider provider;
    private final SteadyLoad load;
    private final String user;
    private final String integration;
    private final Set<String> webhooks = ConcurrentHashMap.newKeySet();
    private final AtomicInteger version = new AtomicInteger();
    private volatile String refreshToken;

    private RollingLoad(Tenant tenant, Provider provider, String address) {
        this.tenant = tenant;
        this.provider = provider.at(address);
        this.load = new SteadyLoad(address, tenant.token());
        this.user = tenant.createUser("USER").getString("id");
        this.integration = tenant.integration("communication");
        this.refreshToken = Tenant.login(tenant.email()).getString("refresh_token");
    }

    /** Begins at once, and returns when every kind of request has been answered some times. */
    static RollingLoad at(String address) {
        Tenant tenant = Tenant.register();
        RollingLoad load = new RollingLoad(tenant, Provider.ready(tenant, "user"), address);
        load.begin();
        load.load.awaitAnswers(4);
        return load;
    }

    private void begin() {
        READS.forEach(path -> load.every(READ, "GET " + path, 200, () -> load.send("GET", path)));
        load.every(CHANGE, "change of a user", 200, () -> change("PATCH", "/users/" + user, "first_name"));
        load.every(CHANGE, "change of an organization", 200, () -> change("PATCH", "/organizations/me", "name"));
        load.every(
                CHANGE, "change of an integration", 200, () -> change("PUT", "/integrations/" + integration, "name"));
        load.every(LOGIN, "login", 200, this::login);
        load.every(LOGIN, "refresh", 200, this::refresh);
        SENDERS.forEach(sender -> {
            AtomicInteger sent = new AtomicInteger();
            load.every(WEBHOOK, "webhook " + sender, 202, () -> push("usr-" + sender + sent.incrementAndGet()));
        });
    }

    private HttpResponse<String> change(String method, String path, String field)
            throws IOException, InterruptedException {
        Map<String, Object> body = method.equals("PUT")
                ? Map.of(field, "Name " + version.incrementAndGet(), "enabled", true)
                : Map.of(field, "Name " + version.incrementAndGet());
        return load.send(method, path, body);
    }

    private HttpResponse<String> login() throws IOException, InterruptedException {
        return load.send("POST", "/auth/login", Map.of("email", tenant.email(), "password", Tenant.PASSWORD));
    }

    private HttpResponse<String> refresh() throws IOException, InterruptedException {
        HttpResponse<String> reply = load.send("POST", "/auth/refresh", Map.of("refresh_token", refreshToken));
        if (reply.statusCode() == 200) {
            refreshToken = JsonPath.from(reply.body()).getString("refresh_token");
        }
        return reply;
    }

    private HttpResponse<String> push(String entity) {
        HttpResponse<String> reply = provider.send("msg-" + entity, WebhookBody.user("created", entity, 1));
        if (reply.statusCode() == 202) {
            webhooks.add("msg-" + entity);
        }
        return reply;
    }

    /** Ends when every request has its answer. */
    @Override
    public void close() {
        load.close();
    }

    void assertNothingLost() {
        System.out.println("Answers while replicas were restarted: " + load.answered());
        assertThat(load.irregular()).isEmpty();
        assertEveryChangeAudited();
        assertEveryWebhookProcessedOnce();
    }

    private void assertEveryChangeAudited() {
        assertAudited("user.updated", user, load.answered("change of a user"));
        // its activation, at the end of the registration, is one more
        assertAudited("organization.updated", tenant.organizationId(), load.answered("change of an organization") + 1);
        assertAudited("integration.updated", integration, load.answered("change of an integration"));
        assertThat(tenant.get("/audit/verify").getBoolean("verified")).isTrue();
    }

    void assertAudited(String action, String resource, long changes) {
        Patience.await()
                .untilAsserted(() -> assertThat(
                                tenant.all("/audit/events?action=" + action + "&resource_id=" + resource, "id"))
                        .as(action)
                        .hasSize(Math.toIntExact(changes))
                        .doesNotHaveDuplicates());
    }

    private void assertEveryWebhookProcessedOnce() {
        Patience.await().untilAsserted(() -> {
            List<String> events = tenant.all("/webhooks/events?status=PROCESSED", "provider_event_id");
            assertThat(events).doesNotHaveDuplicates().containsAll(webhooks);
        });
        assertThat(tenant.all("/integrations/data/users", "external_id"))
                .doesNotHaveDuplicates()
                .containsAll(webhooks.stream()
                        .map(id -> id.substring("msg-".length()))
                        .toList());
    }
}
