package io.atrium.integration.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.integration.Api;
import io.atrium.integration.Json;
import io.atrium.integration.ScriptedProvider;
import io.atrium.integration.Sql;
import io.atrium.integration.catalog.CallTarget;
import io.atrium.integration.catalog.Endpoints;
import io.atrium.kit.secrets.SecretBox;
import io.atrium.kit.secrets.UnknownKeyException;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.RecordedLog;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A service whose SECRET_KEY has changed, and rows from before. The key of the other tests stays the current one. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@QuarkusTestResource(ScriptedProvider.class)
@TestProfile(SecretKeyRotationTest.Rotated.class)
class SecretKeyRotationTest {

    private static final String PATH = "/api/v1/integrations/";
    private static final String EARLIER = "the earlier key of this test 0123456789";
    private static final String UNKNOWN = "a key that nobody has any more 0123456789";

    public static final class Rotated implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("integration.secrets.key-previous", EARLIER);
        }
    }

    @ConfigProperty(name = "integration.secrets.key")
    String current;

    @ConfigProperty(name = "integration.secrets.source-key")
    String sourceKey;

    @Inject
    Endpoints endpoints;

    @Inject
    SecretRenewal renewal;

    TestTopics topics;

    @Test
    void shouldCallAProviderWithACredentialFromBeforeAndSealItAnew() throws Throwable {
        UUID organization = TestOrganizations.active();
        UUID id = integration(organization, "user");
        String context = "credential/" + organization + "/" + id;
        String credential = open(credential(id), context);
        setCredential(id, SecretBox.of(EARLIER).seal(credential.getBytes(UTF_8), context));

        CallTarget target = target(organization);

        assertThat(target.endpoint().credential()).isEqualTo(credential);
        assertThat(SecretBox.of(current).isCurrent(credential(id))).isTrue();
        assertThat(open(credential(id), context)).isEqualTo(credential);
    }

    @Test
    void shouldPublishASecretFromBeforeAndSealItAnew() {
        UUID organization = TestOrganizations.active();
        UUID id = integration(organization, "user");
        String secret = published(organization, 1);
        putSecretsUnderEarlierKey(organization, id);

        Api.admin(organization)
                .body(Map.of("name", "People"))
                .put(PATH + id)
                .then()
                .statusCode(200);

        assertThat(published(organization, 2)).isEqualTo(secret);
        assertThat(SecretBox.of(current).isCurrent(sealedSecret(id))).isTrue();
    }

    @Test
    void shouldSealAnewWhatNobodyUses() throws Throwable {
        UUID organization = TestOrganizations.active();
        UUID id = integration(organization, "user");
        String context = "credential/" + organization + "/" + id;
        String credential = open(credential(id), context);
        putSecretsUnderEarlierKey(organization, id);
        setCredential(id, SecretBox.of(EARLIER).seal(credential.getBytes(UTF_8), context));
        String tag = Api.admin(organization).get(PATH + id).header("ETag");

        VertxContextSupport.subscribeAndAwait(() -> renewal.run());

        assertThat(open(credential(id), context)).isEqualTo(credential);
        assertThat(SecretBox.of(current).isCurrent(sealedSecret(id))).isTrue();
        assertThat(Api.admin(organization).get(PATH + id).header("ETag")).isEqualTo(tag);
    }

    @Test
    void shouldNameTheSettingThatLacksAKeyAndSealTheRest() throws Throwable {
        UUID organization = TestOrganizations.active();
        UUID id = integration(organization, "user");
        String known = credential(id);
        String lost = SecretBox.of(UNKNOWN).seal("credential".getBytes(UTF_8), "credential/" + organization + "/" + id);
        setCredential(id, lost);
        putSecretsUnderEarlierKey(organization, id);
        try (RecordedLog log = RecordedLog.ofWarnings()) {
            assertThatThrownBy(() -> target(organization))
                    .isInstanceOf(UnknownKeyException.class)
                    .hasMessageContaining("SECRET_KEY_PREVIOUS");

            VertxContextSupport.subscribeAndAwait(() -> renewal.run());

            assertThat(credential(id)).isEqualTo(lost);
            assertThat(SecretBox.of(current).isCurrent(sealedSecret(id))).isTrue();
            assertThat(log.lines()).anyMatch(line -> line.contains("Add the earlier key to SECRET_KEY_PREVIOUS"));
        } finally {
            setCredential(id, known);
        }
    }

    @Test
    void shouldGoOnAfterAnOrganizationThatFails() throws Throwable {
        // Given
        UUID failing = TestOrganizations.active();
        UUID refused = integration(failing, "user");
        putSecretsUnderEarlierKey(failing, refused);
        UUID organization = TestOrganizations.active();
        UUID id = integration(organization, "user");
        putSecretsUnderEarlierKey(organization, id);
        Sql.execute("CREATE FUNCTION secret_refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF NEW.organization_id = '" + failing + "' THEN RAISE EXCEPTION 'refused'; END IF;"
                + " RETURN NEW; END $$; CREATE TRIGGER secret_refused BEFORE UPDATE ON webhook_secret"
                + " FOR EACH ROW EXECUTE FUNCTION secret_refused()");

        // When
        try {
            VertxContextSupport.subscribeAndAwait(() -> renewal.run());
        } finally {
            Sql.execute("DROP FUNCTION secret_refused() CASCADE");
        }

        // Then
        assertThat(SecretBox.of(current).isCurrent(sealedSecret(refused))).isFalse();
        assertThat(SecretBox.of(current).isCurrent(sealedSecret(id))).isTrue();
    }

    @Test
    void shouldSealAnewWhatComesAfterATextThatCannotBeOpened() throws Throwable {
        // Given
        UUID organization = TestOrganizations.active();
        UUID broken = integration(organization, "user");
        UUID other = integration(organization, "payment");
        UUID first = broken.compareTo(other) < 0 ? broken : other;
        UUID second = first.equals(broken) ? other : broken;
        String credential = open(credential(second), "credential/" + organization + "/" + second);
        setCredential(first, SecretBox.of(EARLIER).seal("x".getBytes(UTF_8), "another context"));
        setCredential(
                second,
                SecretBox.of(EARLIER).seal(credential.getBytes(UTF_8), "credential/" + organization + "/" + second));

        // When
        VertxContextSupport.subscribeAndAwait(() -> renewal.run());

        // Then
        assertThat(SecretBox.of(current).isCurrent(credential(second))).isTrue();
    }

    private CallTarget target(UUID organization) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> endpoints.target(organization, "user"))
                .orElseThrow();
    }

    private static UUID integration(UUID organization, String provider) {
        JsonPath list = Api.provisioned(organization);
        return UUID.fromString(list.getString("items.find { it.provider == '" + provider + "' }.id"));
    }

    private String published(UUID organization, int count) {
        String key = organization + "/user";
        List<ConsumerRecord<String, byte[]>> records = topics.awaitKey("atrium.webhook-sources.v1", count, key);
        JsonNode state = Json.parse(records.get(records.size() - 1).value()).path("data");
        String sealed = state.path("secrets").path(0).path("ciphertext").asText();
        return new String(SecretBox.of(sourceKey).open(sealed, key), UTF_8);
    }

    private void putSecretsUnderEarlierKey(UUID organization, UUID integration) {
        UUID id = UUID.fromString(sql("SELECT id FROM webhook_secret WHERE integration_id = ?", integration));
        String context = "webhook-secret/" + organization + "/" + id;
        String sealed = SecretBox.of(EARLIER)
                .seal(open(sealedSecret(integration), context).getBytes(UTF_8), context);
        sql("UPDATE webhook_secret SET ciphertext = ? WHERE id = ? RETURNING id", sealed, id);
    }

    private String open(String sealed, String context) {
        return new String(SecretBox.of(current).open(sealed, context), UTF_8);
    }

    private static String sealedSecret(UUID integration) {
        return sql("SELECT ciphertext FROM webhook_secret WHERE integration_id = ?", integration);
    }

    private static String credential(UUID integration) {
        return sql("SELECT credential FROM integration WHERE id = ?", integration);
    }

    private static void setCredential(UUID integration, String sealed) {
        sql("UPDATE integration SET credential = ? WHERE id = ? RETURNING id", sealed, integration);
    }

    private static String sql(String text, Object... values) {
        try (Connection connection = TestDatabase.of("integration").connect("owner");
                PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
