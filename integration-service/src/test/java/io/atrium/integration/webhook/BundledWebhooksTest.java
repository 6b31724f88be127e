package io.atrium.integration.webhook;

import static io.atrium.integration.webhook.ReceivedWebhooks.event;
import static io.atrium.integration.webhook.ReceivedWebhooks.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.atrium.integration.Api;
import io.atrium.integration.Refusals;
import io.atrium.integration.Sql;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Events beyond an organization's share, in bundles until its turn. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class BundledWebhooksTest {

    private static final String EVENTS = "SELECT count(*) FROM webhook_event WHERE organization_id = ?";
    private static final String BUNDLED =
            "SELECT coalesce(sum(events), 0)::bigint FROM webhook_bundle WHERE organization_id = ?";
    private static final int SHARE = 50;

    @Inject
    WebhookIngest ingest;

    @Test
    void shouldPutLaterEventsBehindABundleAndTellThatTheyWait() {
        UUID organization = TestOrganizations.active();
        leased(organization);
        ingest(batch(SHARE + 10, i -> user(organization, "usr_" + i % SHARE, "early")));

        ingest(List.of(
                user(organization, "usr_1", "last"),
                event(organization, UUID.randomUUID(), "custom", "no JSON at all")));

        assertThat(Sql.count(EVENTS, organization)).isEqualTo(SHARE);
        assertThat(Sql.count(BUNDLED, organization)).isEqualTo(12);
        Api.admin(organization)
                .get("/api/v1/webhooks/stats")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .body("total.by_status.PARKED", equalTo(12))
                .body("total.events", equalTo(SHARE + 12))
                .body("sources.find { it.source == 'custom' }.by_status.PARKED", equalTo(1))
                .body("oldest_waiting", notNullValue());
        free(organization);
        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", organization) == SHARE + 12);
        Api.admin(organization)
                .get("/api/v1/integrations/data/users?limit=200")
                .then()
                .body("items.find { it.external_id == 'usr_1' }.record.name", equalTo("last"));
        until(() -> left(organization) == 0);
    }

    @Test
    void shouldKeepOtherOrganizationsOutOfItsBundles() {
        UUID busy = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        leased(busy);
        ingest(batch(SHARE + 1, i -> user(busy, "usr_" + i, "n")));

        ingest(Stream.concat(Stream.of(user(busy, "usr_1", "n")), Stream.of(user(other, "usr_1", "n")))
                .toList());

        assertThat(Sql.count(EVENTS + " AND state = 'PROCESSED'", other)).isEqualTo(1);
        assertThat(Sql.count(BUNDLED, busy)).isEqualTo(2);
        free(busy);
        until(() -> left(busy) == 0);
    }

    @Test
    void shouldFindTheEventsOfABundleThatFail() {
        UUID organization = TestOrganizations.active();
        Refusals.refuse(organization, "bad_%");
        leased(organization);
        ingest(batch(SHARE + 40, i -> user(organization, (i > SHARE && i % 10 == 0 ? "bad_" : "good_") + i, "n")));

        free(organization);

        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", organization) == SHARE + 37);
        until(() -> Sql.count(EVENTS + " AND state = 'DEAD'", organization) == 3);
        until(() -> left(organization) == 0);
        Refusals.allow(organization);
    }

    @Test
    void shouldGiveEachEventOneEffectHoweverOftenItIsBundled() {
        UUID organization = TestOrganizations.active();
        List<ReceivedWebhook> batch = batch(SHARE + 10, i -> user(organization, "usr_" + i, "n"));
        leased(organization);
        ingest(batch);

        ingest(batch);
        ingest(batch);

        assertThat(Sql.count(BUNDLED, organization)).isEqualTo(10 + 2L * (SHARE + 10));
        free(organization);
        until(() -> left(organization) == 0);
        assertThat(Sql.count(EVENTS + " AND state = 'PROCESSED' AND attempts = 1", organization))
                .isEqualTo(SHARE + 10);
    }

    @Test
    void shouldWorkOffManySmallBundlesInFewTurns() {
        UUID organization = TestOrganizations.active();
        leased(organization);
        ingest(batch(SHARE + 1, i -> user(organization, "usr_" + i, "n")));
        for (int i = 0; i < 150; i++) {
            ingest(List.of(user(organization, "one_" + i, "n")));
        }
        assertThat(Sql.count("SELECT count(*) FROM webhook_bundle WHERE organization_id = ?", organization))
                .isEqualTo(151);

        free(organization);

        until(() -> left(organization) == 0);
        assertThat(Sql.count(EVENTS + " AND state = 'PROCESSED'", organization)).isEqualTo(SHARE + 151);
    }

    /** Its turn does not come while somebody else seems to have it. */
    private static void leased(UUID organization) {
        Sql.execute("INSERT INTO due_work (organization_id, kind, ref, lease_owner, lease_until) VALUES ('"
                + organization + "', 'webhook_backlog', 'events', 'nobody', 'infinity')");
    }

    private static void free(UUID organization) {
        Sql.execute("UPDATE due_work SET lease_owner = NULL, lease_until = NULL WHERE organization_id = '"
                + organization + "'");
    }

    private static long left(UUID organization) {
        return Sql.count(BUNDLED, organization)
                + Sql.count(
                        "SELECT count(*) FROM due_work WHERE organization_id = ? AND kind LIKE 'webhook%'",
                        organization);
    }

    private void ingest(List<ReceivedWebhook> batch) {
        ingest.ingest(batch).await().atMost(Duration.ofSeconds(20));
    }

    private static List<ReceivedWebhook> batch(int size, IntFunction<ReceivedWebhook> event) {
        return IntStream.range(0, size).mapToObj(event).toList();
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
