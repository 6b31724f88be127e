package io.atrium.integration.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.integration.Api;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.UsageFacts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

        UsageFacts.assertWritten("io.atrium.usage.recorded.3", organization, METRIC, "payment");
    }

    @Test
    void shouldTellWithTheMigrationWhatIsThereAlready() throws SQLException {
        Api.provisioned(organization);
        create("billing-tool");
        create("ticket-tool");

        List<String> facts = UsageFacts.ofMigration(
                DATABASE,
                List.of(
                        "DROP TRIGGER meter_insert ON integration",
                        "DROP TRIGGER meter_update ON integration",
                        "DROP TRIGGER meter_delete ON integration"),
                "V030__count_integrations.sql",
                organization);

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
