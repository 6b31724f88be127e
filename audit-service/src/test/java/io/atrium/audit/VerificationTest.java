package io.atrium.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.ChainLink;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.DatabaseAttacks;
import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.wire.testing.CollidingNames;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class VerificationTest {

    @Test
    void shouldVerifyAWholeChain() {
        UUID organization = TestOrganizations.active();
        Changes.sendAndAwait(organization, 450);

        verify(organization)
                .body("verified", is(true))
                .body("events", is(450))
                .body("erased", is(0))
                .body("head.seq", is(450))
                .body("head.hash.length()", is(64))
                .body("first_break", nullValue());
        Changes.awaitCount(organization, 451);
        assertThat(Changes.one("SELECT action FROM audit_payloads WHERE seq = 451 AND organization_id = '"
                        + organization + "'"))
                .isEqualTo("audit.verified");
    }

    @Test
    void shouldVerifyAChainWithoutEvents() {
        verify(TestOrganizations.active()).body("verified", is(true)).body("head.seq", is(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE audit_payloads SET record = replace(record, 'Grace', 'Mallory')                | 7 | CHANGED
            UPDATE audit_payloads SET actor_id = 'somebody-else'                                  | 7 | CHANGED
            UPDATE audit_payloads SET words = ''                                                  | 7 | CHANGED
            UPDATE audit_payloads SET salt = decode(repeat('00', 16), 'hex')                      | 7 | CHANGED
            UPDATE audit_events SET digest = decode(repeat('00', 32), 'hex')                      | 7 | CHANGED
            UPDATE audit_events SET hash = decode(repeat('00', 32), 'hex')                        | 7 | CHANGED
            UPDATE audit_events SET recorded_at = recorded_at - interval '1 day'                  | 7 | CHANGED
            UPDATE audit_events SET clock_skew = NOT clock_skew                                   | 7 | CHANGED
            UPDATE audit_events SET event_id = gen_random_uuid()                                  | 7 | CHANGED
            DELETE FROM audit_events                                                              | 7 | MISSING
            """)
    void shouldNameTheFirstEventThatWasTamperedWith(String change, long seq, String kind) {
        UUID organization = TestOrganizations.active();
        Changes.sendAndAwait(organization, 12);

        int changed = Changes.tamper(change + " WHERE seq = " + seq + " AND organization_id = '" + organization + "'");

        assertThat(changed).isEqualTo(1);
        verify(organization)
                .body("verified", is(false))
                .body("events", is(6))
                .body("first_break.seq", is((int) seq))
                .body("first_break.kind", equalTo(kind));
    }

    @Test
    void shouldVerifyAndTellNamesOfOneHash() {
        // Given
        UUID organization = TestOrganizations.active();
        Map<String, Object> data = Changes.data(organization, "organization.updated");
        data.put("before", ones(CollidingNames.asText(0, 200)));
        data.put("after", ones(CollidingNames.asText(300, 200)));
        data.put("detail", Map.of("ratio", 1.5));
        UUID id = Changes.send(organization, data);
        Changes.awaitCount(organization, 1);

        // When
        ValidatableResponse verified = verify(organization);

        // Then
        verified.body("verified", is(true)).body("events", is(1));
        detail(organization, id)
                .body("unreadable", is(false))
                .body("before.size()", is(200))
                .body("after.size()", is(200))
                .body("diff.size()", is(400));
    }

    @Test
    void shouldNameARecordThatCannotBeRead() {
        // Given
        UUID organization = TestOrganizations.active();
        UUID id = Changes.sendAndAwait(organization, 1).get(0);
        String ofOrganization = " WHERE organization_id = '" + organization + "'";
        byte[] digest = ChainLink.digest(new byte[16], "{\"no\":\"record\"");
        byte[] hash = new ChainLink(
                        organization,
                        1,
                        id,
                        OffsetDateTime.parse(Changes.one("SELECT to_char(recorded_at AT TIME ZONE 'UTC',"
                                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM audit_events" + ofOrganization))
                                .toInstant(),
                        false,
                        digest)
                .hash(ChainLink.origin());
        Changes.tamper("UPDATE audit_payloads SET record = '{\"no\":\"record\"', salt = " + bytea(new byte[16])
                + ofOrganization);
        Changes.tamper(
                "UPDATE audit_events SET digest = " + bytea(digest) + ", hash = " + bytea(hash) + ofOrganization);
        Changes.tamper("UPDATE audit_heads SET hash = " + bytea(hash) + ofOrganization);

        // When
        ValidatableResponse verified = verify(organization);

        // Then
        verified.body("verified", is(false))
                .body("first_break.seq", is(1))
                .body("first_break.kind", equalTo("UNREADABLE"))
                .body("first_break.detail", containsString(id.toString()));
        detail(organization, id)
                .body("unreadable", is(true))
                .body("erased", is(false))
                .body("action", equalTo("thing.changed"))
                .body("actor.id", equalTo("actor-1"))
                .body("after", nullValue());
    }

    @Test
    void shouldNoticeATailCutOff() {
        UUID organization = TestOrganizations.active();
        Changes.sendAndAwait(organization, 12);

        Changes.tamper("DELETE FROM audit_events WHERE seq > 9 AND organization_id = '" + organization + "'");

        verify(organization)
                .body("verified", is(false))
                .body("events", is(9))
                .body("head.seq", is(12))
                .body("first_break.seq", is(10))
                .body("first_break.kind", equalTo("CUT_OFF"));
    }

    @Test
    void shouldNoticeAWholeChainGone() {
        UUID organization = TestOrganizations.active();
        Changes.sendAndAwait(organization, 3);

        Changes.tamper("DELETE FROM audit_events WHERE organization_id = '" + organization + "'");

        verify(organization).body("first_break.seq", is(1)).body("first_break.kind", equalTo("CUT_OFF"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_heads SET seq = 10",
                "UPDATE audit_heads SET hash = decode(repeat('00', 32), 'hex')",
                "DELETE FROM audit_heads"
            })
    void shouldNoticeAHeadThatWasChanged(String change) {
        UUID organization = TestOrganizations.active();
        Changes.sendAndAwait(organization, 12);

        Changes.tamper(change + " WHERE organization_id = '" + organization + "'");

        verify(organization).body("verified", is(false)).body("first_break.kind", equalTo("CHANGED"));
    }

    @Test
    void shouldVerifyWhilePayloadsAreErased() throws Exception {
        UUID organization = TestOrganizations.active();
        UUID id = Changes.sendAndAwait(organization, 6).get(3);
        try (Connection owner = TestDatabase.of("audit").connect("owner");
                Statement statement = owner.createStatement()) {
            statement.executeUpdate(
                    "DELETE FROM audit_payloads WHERE seq = 4 AND organization_id = '" + organization + "'");
        }

        verify(organization).body("verified", is(true)).body("events", is(6)).body("erased", is(1));
        given().header("Authorization", "Bearer " + TestTokens.forRequest(organization, "ORG_ADMIN"))
                .get("/api/v1/audit/events/" + id)
                .then()
                .statusCode(200)
                .body("erased", is(true))
                .body("action", nullValue())
                .body("after", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app    | UPDATE audit_events SET clock_skew = true   | permission denied
            app    | DELETE FROM audit_events                    | permission denied
            app    | INSERT INTO audit_heads VALUES (gen_random_uuid()) | permission denied
            app    | DELETE FROM audit_payloads                  | permission denied
            app    | SELECT audit_ensure_months(1)               | permission denied
            ingest | UPDATE audit_events SET clock_skew = true   | permission denied
            ingest | DELETE FROM audit_payloads                  | permission denied
            ingest | DELETE FROM audit_heads                     | permission denied
            ingest | SELECT * FROM audit_events_default          | permission denied
            owner  | UPDATE audit_events SET clock_skew = true   | append-only
            owner  | DELETE FROM audit_events                    | append-only
            owner  | UPDATE audit_payloads SET words = ''        | append-only
            owner  | UPDATE audit_heads SET seq = 0              | moves forward
            owner  | TRUNCATE audit_payloads                     | append-only
            owner  | TRUNCATE audit_events_default               | append-only
            worker | SELECT * FROM audit_events                  | permission denied
            """)
    void shouldRefuseToChangeTheTrail(String role, String change, String refusal) throws Exception {
        Changes.sendAndAwait(TestOrganizations.active(), 1);
        try (Connection connection = TestDatabase.of("audit").connect(role);
                Statement statement = connection.createStatement()) {

            assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining(refusal);
        }
    }

    @Test
    void shouldHaveAPartitionForEveryMonthAhead() {
        assertThat(Changes.column("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
                        + "WHERE i.inhparent = 'audit_events'::regclass"))
                .hasSize(14)
                .contains("audit_events_default");
        assertThat(Changes.one("SELECT count(*) FROM audit_events_default")).isEqualTo("0");
    }

    @Test
    void shouldVerifyEveryColumnBesideTheRecord() {
        List<String> stored = Changes.column("SELECT column_name FROM information_schema.columns"
                + " WHERE table_name = 'audit_payloads' AND table_schema = 'public'"
                + " AND column_name NOT IN ('organization_id', 'month', 'seq', 'record', 'salt')");

        assertThat(Arrays.stream(AuditColumn.values()).map(AuditColumn::column))
                .containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    void shouldKeepTheRulesOfTenancy() {
        new TenancyCatalogCheck(TestDatabase.of("audit"), Set.of()).verify();
    }

    @Test
    void shouldRefuseEveryAttackOnTheDatabase() {
        TestDatabase database = TestDatabase.of("audit");

        assertThat(DatabaseAttacks.notRefused(database)).isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "app",
                        List.of(
                                "INSERT INTO audit_heads (organization_id) VALUES ('${own}')",
                                "UPDATE audit_heads SET seq = 0",
                                "UPDATE audit_events SET digest = ''",
                                "DELETE FROM audit_events",
                                "DELETE FROM audit_payloads",
                                "UPDATE audit_payloads SET outcome = 'SUCCESS'",
                                "SELECT * FROM audit_payloads_default",
                                "SELECT audit_ensure_months(24)")))
                .isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "ingest",
                        List.of(
                                "INSERT INTO audit_heads (organization_id) VALUES ('${other}')",
                                "INSERT INTO audit_heads (organization_id, seq) VALUES ('${own}', 7)",
                                "UPDATE audit_heads SET organization_id = '${other}'",
                                "DELETE FROM audit_heads",
                                "UPDATE audit_events SET digest = ''",
                                "DELETE FROM audit_payloads",
                                "INSERT INTO audit_events_default DEFAULT VALUES",
                                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id) "
                                        + "VALUES ('atrium.usage.v1', '${own}', 't', '${own}')",
                                "SELECT audit_count_records()",
                                "UPDATE atrium.inbox SET consumer = 'mine'",
                                "INSERT INTO atrium.inbox (organization_id, consumer, event_id) "
                                        + "VALUES ('${other}', 'mine', gen_random_uuid())")))
                .isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "worker",
                        List.of(
                                "SELECT * FROM audit_events",
                                "SELECT * FROM audit_trail",
                                "SELECT audit_close_partition('audit_events')")))
                .isEmpty();
    }

    @Test
    void shouldLetOnlyAdministratorsVerify() {
        UUID organization = TestOrganizations.active();

        given().get("/api/v1/audit/verify").then().statusCode(401);
        for (String role : new String[] {"USER", "VIEWER"}) {
            given().header("Authorization", "Bearer " + TestTokens.user(organization, role))
                    .get("/api/v1/audit/verify")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("FORBIDDEN"));
        }
    }

    @Test
    void shouldVerifyTheCallersOrganizationAlone() {
        UUID mine = TestOrganizations.active();
        UUID theirs = TestOrganizations.active();
        Changes.sendAndAwait(mine, 2);
        Changes.sendAndAwait(theirs, 5);
        Changes.tamper("UPDATE audit_payloads SET words = '' WHERE organization_id = '" + theirs + "'");

        verify(mine).body("verified", is(true)).body("events", is(2));
        String operator = TestTokens.user(mine, "SUPER_ADMIN");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> inside(operator, theirs)
                        .statusCode(200)
                        .body("verified", is(false))
                        .body("first_break.seq", is(1)));
    }

    @Test
    void shouldVerifyNothingOfAnUnknownOrganization() {
        inside(TestTokens.user(UUID.randomUUID(), "SUPER_ADMIN"), UUID.randomUUID())
                .statusCode(404)
                .body("code", is("NOT_FOUND"));
    }

    private static ValidatableResponse inside(String token, UUID organization) {
        return given().header("Authorization", "Bearer " + token)
                .header("X-Organization-Id", organization.toString())
                .get("/api/v1/audit/verify")
                .then();
    }

    private static Map<String, Integer> ones(List<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, name -> 1));
    }

    private static String bytea(byte[] bytes) {
        return "decode('" + HexFormat.of().formatHex(bytes) + "', 'hex')";
    }

    private static ValidatableResponse detail(UUID organization, UUID id) {
        return given().header("Authorization", "Bearer " + TestTokens.forRequest(organization, "ORG_ADMIN"))
                .get("/api/v1/audit/events/" + id)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse verify(UUID organization) {
        return given().header("Authorization", "Bearer " + TestTokens.forRequest(organization, "ORG_ADMIN"))
                .get("/api/v1/audit/verify")
                .then()
                .statusCode(200);
    }
}
