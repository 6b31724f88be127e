package io.atrium.kit.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.contracts.Topics;
import io.atrium.kit.consumer.LinesConsumer;
import io.atrium.kit.event.EventSender;
import io.atrium.kit.testing.EncryptedServers;
import io.atrium.kit.testing.RecordedLog;
import io.atrium.kit.topic.KafkaClients;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A whole service on a PostgreSQL with TLS (verify-full) and a Kafka with SASL_SSL (SCRAM-SHA-512). */
@QuarkusTest
@WithTestResource(EncryptedParts.class)
class EncryptedConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String BYTES = ByteArraySerializer.class.getName();

    @Inject
    @Any
    Instance<Pool> pools;

    @Inject
    EventSender sender;

    @Inject
    LinesConsumer lines;

    @Inject
    TopicTables tables;

    @Inject
    KafkaClients clients;

    EncryptedServers servers;

    private final UUID organization = UUID.randomUUID();

    @Test
    void shouldEncryptTheConnectionsOfEveryPool() {
        // When
        List<Boolean> encrypted =
                pools.stream().map(EncryptedConnectionsTest::isEncrypted).toList();

        // Then
        assertThat(encrypted).hasSize(5).containsOnly(true);
        RestAssured.get("/q/health/ready").then().body("checks.find { it.name == 'database' }.status", equalTo("UP"));
    }

    @Test
    void shouldEncryptTheConnectionThatTheRelayListensOn() {
        // Given
        String listening = "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                + " WHERE usename = 'identity_relay'";

        // When
        String encrypted = await().atMost(PATIENCE).until(() -> query(listening), answer -> answer != null);

        // Then
        assertThat(encrypted).isEqualTo("t");
    }

    @Test
    void shouldBringAMessageFromTheOutboxToAConsumerAndAState() throws SQLException {
        // Given
        TopicTable<String> table =
                tables.open(Topics.ORGANIZATIONS, (key, value) -> new String(value, StandardCharsets.UTF_8));

        // When
        insert(Topics.USAGE);
        insert(Topics.ORGANIZATIONS);

        // Then
        await().atMost(PATIENCE)
                .until(() -> lines.stored.stream().anyMatch(line -> line.contains(organization.toString())));
        await().atMost(PATIENCE).until(() -> table.get(organization.toString()) != null);
        assertThat(table.isCaughtUp()).isTrue();
    }

    @Test
    void shouldSendAnEventWithoutTheOutbox() {
        // When
        var sent = sender.send(Topics.CHANGES, organization.toString(), new byte[] {1})
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(sent.offset()).isNotNegative();
    }

    @Test
    void shouldAdministerTheBroker() throws Exception {
        try (Admin admin = Admin.create(clients.admin())) {
            // When
            var topics = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            // Then
            assertThat(topics).contains(Topics.CHANGES, Topics.WEBHOOKS);
        }
    }

    @Test
    void shouldLogInByPlainToo() throws Exception {
        // Given
        Map<String, Object> settings = new HashMap<>(clients.admin());
        settings.put("sasl.mechanism", "PLAIN");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"atrium\" password=\""
                        + EncryptedServers.PASSWORD + "\";");
        try (Admin admin = Admin.create(settings)) {
            // When
            var nodes = admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            // Then
            assertThat(nodes).hasSize(1);
        }
    }

    /** What Kafka's clients log when they start is their settings as they show themselves. */
    @Test
    void shouldShowNoPasswordOfKafka() {
        // Given
        Map<String, Object> producer = clients.producer();
        producer.putAll(Map.of("key.serializer", BYTES, "value.serializer", BYTES));

        // When
        List<String> shown = Stream.of(new ProducerConfig(producer), new AdminClientConfig(clients.admin()))
                .map(config -> config.values().toString())
                .toList();

        // Then
        assertThat(shown)
                .allMatch(text -> text.contains("sasl.jaas.config=[hidden]"))
                .noneMatch(text -> text.contains(EncryptedServers.PASSWORD));
    }

    @Test
    void shouldLogNoPasswordOfKafka() throws Exception {
        // Given
        Logger kafka = Logger.getLogger("org.apache.kafka");
        kafka.setLevel(Level.ALL);
        List<String> said = new ArrayList<>();

        // When
        try (RecordedLog log = RecordedLog.ofEverything();
                Admin admin = Admin.create(clients.admin())) {
            admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            said.addAll(log.lines());
        } finally {
            kafka.setLevel(null);
        }

        // Then
        assertThat(said).isNotEmpty().noneMatch(line -> line.contains(EncryptedServers.PASSWORD));
    }

    private void insert(String topic) throws SQLException {
        String sql = "INSERT INTO atrium.outbox (topic, message_key, type, organization_id, subject, data)"
                + " SELECT ?, ?, 'io.atrium.note.created', ?, 'n-1', '{\"status\":\"SUSPENDED\"}'";
        try (Connection superuser = servers.postgres().connect("identity");
                PreparedStatement statement = superuser.prepareStatement(sql)) {
            statement.setString(1, topic);
            statement.setString(2, organization.toString());
            statement.setObject(3, organization);
            statement.execute();
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection superuser = servers.postgres().connect("identity");
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean isEncrypted(Pool pool) {
        return pool.withConnection(connection -> connection
                        .query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                        .execute())
                .map(rows -> rows.iterator().next().getBoolean(0))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
