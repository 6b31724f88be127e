package io.atrium.integration.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.integration.Api;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.GoldenRecord;
import io.atrium.kit.testing.MigrationFile;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.testing.UsageFacts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The facts that this service publishes add up to the integrations that there are. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class IntegrationFactsTest {

    private static final String METRIC = "configured_integrations";
    private static final String PATH = "/api/v1/integrations/";
    private static final TestDatabase DATABASE = TestDatabase.of("integration");

    private final UUID organization = TestOrganizations.active();

    @Test
    void shouldCountProvisionedCreatedAndDeletedIntegrations() {
        Api.provisioned(organization);
        create("billing-tool");
        String deleted = create("ticket-tool");
        create("chat-tool");

        Api.admin(organization).delete(PATH + deleted).then().statusCode(204);

        UsageFacts.await(organization, METRIC, Map.of("user", 1L, "payment", 1L, "communication", 1L, "custom", 2L));
    }

    @Test
    void shouldPublishNothingForOtherChangesAndForWhatIsRefused() {
        String user = Api.provisioned(organization).getString("items.find { it.provider == 'user' }.id");
        create("billing-tool");
        Api.admin(organization)
                .body(Map.of("name", "People", "enabled", false))
                .put(PATH + user)
                .then()
                .statusCode(200);
        Api.admin(organization).body(body("billing-tool")).post(PATH).then().statusCode(409);

        create("ticket-tool");

        UsageFacts.await(organization, METRIC, Map.of("user", 1L, "payment", 1L, "communication", 1L, "custom", 2L));
        assertThat(UsageFacts.onTopic(organization, METRIC)).hasSize(5);
    }

    @Test
    void shouldWriteFactsAsTheGoldenFileHasThem() {
        Api.provisioned(organization);

        ConsumerRecord<String, byte[]> written = TestTopics.shared()
                .await(
                        "atrium.usage.v1",
                        1,
                        record -> organization.toString().equals(record.key())
                                && new String(record.value()).contains("\"configured_integrations\"")
                                && new String(record.value()).contains("payment"))
                .get(0);

        GoldenRecord.named("io.atrium.usage.recorded.3")
                .assertWritten(
                        written.key(),
                        written.value(),
                        Map.of(organization.toString(), "01970000-0000-7000-8000-000000000001"),
                        "/id",
                        "/time",
                        "/data/occurred_at");
    }

    @Test
    void shouldTellWithTheMigrationWhatIsThereAlready() throws SQLException {
        Api.provisioned(organization);
        create("billing-tool");
        create("ticket-tool");

        List<String> facts;
        try (Connection owner = DATABASE.connect("owner");
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            for (String trigger : List.of("meter_insert", "meter_update", "meter_delete")) {
                statement.execute("DROP TRIGGER " + trigger + " ON integration");
            }
            MigrationFile.run(owner, DATABASE, "V030__count_integrations.sql");
            facts = UsageFacts.written(owner, organization);
            owner.rollback();
        }

        assertThat(facts)
                .containsExactly(
                        METRIC + " communication 1", METRIC + " custom 2", METRIC + " payment 1", METRIC + " user 1");
    }

    private String create(String source) {
        return Api.admin(organization)
                .body(body(source))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> body(String source) {
        Map<String, String> webhook = Map.of("source", source, "scheme", "generic-hmac", "header", "X-Signature");
        return Map.of("name", "Own", "webhook", webhook);
    }
}
