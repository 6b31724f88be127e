package io.atrium.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records that no service of the platform writes, from a generator whose seed is logged: each is stored, dead or a dead
 * letter, and none holds another organization's. {@code -Dhostile.seed=…} runs one seed again.
 */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class HostileRecordsTest {

    private static final Logger LOG = Logger.getLogger(HostileRecordsTest.class);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ORGANIZATIONS = "atrium.organizations.v1";
    private static final int RECORDS = 120;
    private static final long FIXED_SEED = 20260301;

    TestTopics topics;

    static List<Long> seeds() {
        Long given = Long.getLong("hostile.seed");
        return given == null ? List.of(FIXED_SEED, System.nanoTime()) : List.of(given);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldEndEveryHostileWebhookAndHoldNobody(long seed) {
        LOG.infof("hostile.seed=%d", (Long) seed);
        HostileJson hostile = new HostileJson(new Random(seed));
        UUID hostileOrganization = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        Map<String, UUID> sent = new HashMap<>();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            UUID event = UUID.randomUUID();
            ProducerRecord<String, byte[]> good =
                    Webhooks.record(hostileOrganization, event, "user", "r" + i, hostile.body());
            sent.put(good.key(), event);
            records.add(new ProducerRecord<>(good.topic(), good.key(), hostile.envelope(good.value())));
        }

        topics.sendAll(records);
        UUID behind = UUID.randomUUID();
        topics.sendAll(List.of(Webhooks.record(
                other,
                behind,
                "user",
                "usr_1",
                Webhooks.user("user.created", "usr_1", "2026-03-01T10:00:00Z", 1, "n"))));

        Awaitility.await("another organization's webhook, seed " + seed)
                .atMost(SOON)
                .until(() -> Sql.count(
                                "SELECT count(*) FROM webhook_event WHERE organization_id = ? AND state = 'PROCESSED'",
                                other)
                        == 1);
        Awaitility.await("the end of each record, seed " + seed)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(withoutEnd(sent)).isEmpty());
        assertThat(Sql.count(
                        "SELECT count(*) FROM webhook_event WHERE organization_id = ? AND state = 'DEAD' AND reason IS NULL",
                        hostileOrganization))
                .isZero();
        for (String list : List.of("/api/v1/webhooks/events?limit=200", "/api/v1/integrations/data/users?limit=200")) {
            Api.admin(hostileOrganization).get(list).then().statusCode(200);
        }
    }

    @Test
    void shouldProvisionOthersBesideHostileStatesOfOrganizations() {
        long seed = seeds().get(0);
        LOG.infof("hostile.seed=%d", (Long) seed);
        HostileJson hostile = new HostileJson(new Random(seed));
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS / 2; i++) {
            UUID id = UUID.randomUUID();
            Map<String, Object> state = new HashMap<>(Map.of(
                    "specversion", "1.0",
                    "id", UUID.randomUUID().toString(),
                    "source", "/tenant-service",
                    "type", "io.atrium.organization.state",
                    "time", "2026-03-01T10:00:00Z",
                    "organizationid", id.toString()));
            state.put("data", hostile.value(0));
            records.add(new ProducerRecord<>(ORGANIZATIONS, id.toString(), hostile.envelope(Json.bytes(state))));
        }

        topics.sendAll(records);

        UUID organization = TestOrganizations.active();
        Awaitility.await("the next organization, seed " + seed)
                .atMost(SOON)
                .until(() ->
                        Sql.count("SELECT count(*) FROM integration WHERE organization_id = ?", organization) == 3);
    }

    /** The records that are neither stored nor dead letters. */
    private Set<String> withoutEnd(Map<String, UUID> sent) {
        Set<String> left = new HashSet<>(sent.keySet());
        topics.read(Webhooks.TOPIC + ".dlq").forEach(letter -> left.remove(letter.key()));
        left.removeIf(key -> Sql.exists("webhook_event", "event_id", sent.get(key)));
        return left;
    }
}
