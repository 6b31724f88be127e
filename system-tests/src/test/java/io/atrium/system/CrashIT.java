package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** kill -9 in the middle of the work: compared by sets, never by counts alone. */
class CrashIT {

    private static final int ENTITIES = 200;
    private static final int VERSIONS = 4;
    private static final int WEBHOOKS = ENTITIES * VERSIONS;
    private static final int USERS = 20;

    @Test
    void shouldLoseAndDoubleNothingWhenConsumerIsKilled() throws Exception {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean killed = new AtomicBoolean();

        ExecutorService senders = Executors.newFixedThreadPool(16);
        for (int i = 0; i < WEBHOOKS; i++) {
            String entity = "usr-" + i % ENTITIES;
            int version = i / ENTITIES + 1;
            senders.submit(() -> {
                String id = "msg-" + entity + "-" + version;
                provider.deliver(id, WebhookBody.user(version == 1 ? "created" : "updated", entity, version));
                acknowledged.add(id);
                if (acknowledged.size() > WEBHOOKS / 2 && killed.compareAndSet(false, true)) {
                    Suite.running().kill("integration-service");
                }
            });
        }
        senders.shutdown();
        assertThat(senders.awaitTermination(5, TimeUnit.MINUTES)).isTrue();

        assertThat(killed).isTrue();
        assertThat(acknowledged).isEqualTo(sent());
        Patience.await()
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(events(tenant)).hasSize(WEBHOOKS + 1));
        List<String> events = events(tenant);
        assertThat(events).doesNotHaveDuplicates();
        assertThat(new HashSet<>(events)).containsAll(acknowledged);
        assertThat(tenant.all("/webhooks/events", "status")).containsOnly("PROCESSED");
        assertLatestVersions(tenant);
    }

    @Test
    void shouldAuditEveryChangeWhenBrokerIsKilled() {
        Tenant tenant = Tenant.register();
        Set<String> created = new HashSet<>();

        for (int i = 0; i < USERS; i++) {
            created.add(tenant.createUser("VIEWER").getString("id"));
            if (i == USERS / 2) {
                Suite.running().kill("kafka");
            }
        }

        Patience.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(new HashSet<>(tenant.all("/audit/events?action=user.created", "resource_id")))
                                .containsAll(created));
        assertThat(tenant.all("/audit/events?action=user.created", "resource_id"))
                .doesNotHaveDuplicates();
        assertThat(tenant.get("/audit/verify").getBoolean("verified")).isTrue();
    }

    private static List<String> events(Tenant tenant) {
        return tenant.all("/webhooks/events", "provider_event_id");
    }

    private static Set<String> sent() {
        return IntStream.range(0, WEBHOOKS)
                .mapToObj(i -> "msg-usr-" + i % ENTITIES + "-" + (i / ENTITIES + 1))
                .collect(Collectors.toSet());
    }

    private static void assertLatestVersions(Tenant tenant) {
        Map<String, Object> versions = tenant.all("/integrations/data/users").stream()
                .filter(item -> !"ready".equals(item.get("external_id")))
                .collect(
                        Collectors.toMap(item -> (String) item.get("external_id"), item -> item.get("record_version")));
        assertThat(versions.keySet())
                .isEqualTo(
                        IntStream.range(0, ENTITIES).mapToObj(i -> "usr-" + i).collect(Collectors.toSet()));
        assertThat(versions.values()).allMatch(version -> ((Number) version).intValue() == VERSIONS);
    }
}
