package io.atrium.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** The facts of {@code atrium.usage.v1}, on the topic and in the outbox of an open transaction. */
public final class UsageFacts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "atrium.usage.v1";
    private static final String GOLDEN_ORGANIZATION = "01970000-0000-7000-8000-000000000001";

    private UsageFacts() {}

    /**
     * Waits until the facts of an organization and a metric add up to these numbers.
     *
     * @param counts by the value of the dimension, {@code ""} for a metric without one; no zeros
     */
    public static void await(UUID organization, String metric, Map<String, Long> counts) {
        Map<String, Long> expected = new TreeMap<>(counts);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> sums(onTopic(organization, metric)), expected::equals);
    }

    /** The data of all facts of an organization and a metric that are on the topic now. */
    public static List<JsonNode> onTopic(UUID organization, String metric) {
        return TestTopics.shared().read(TOPIC).stream()
                .filter(record -> organization.toString().equals(record.key()))
                .map(UsageFacts::data)
                .filter(fact -> metric.equals(fact.path("metric").asText()))
                .toList();
    }

    /**
     * What an open transaction of the owner's has written for an organization, as {@code metric dimension count}, sorted.
     */
    public static List<String> written(Connection owner, UUID organization) throws SQLException {
        String query =
                "SELECT data::text FROM atrium.outbox WHERE topic = ? AND organization_id = ? AND message_key = ?"
                        + " AND type = 'io.atrium.usage.recorded' AND xmin = pg_current_xact_id()::xid";
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, TOPIC);
            statement.setObject(2, organization);
            statement.setString(3, organization.toString());
            List<String> facts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    JsonNode fact = JSON.readTree(rows.getString(1));
                    facts.add(String.join(
                                    " ",
                                    fact.path("metric").asText(),
                                    dimension(fact),
                                    fact.path("count").asText())
                            .replace("  ", " "));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return facts.stream().sorted().toList();
        }
    }

    /**
     * What a migration writes for an organization over the rows that there are, as {@link #written}; nothing of it stays.
     *
     * @param undo statements that take back what the migration has made in this database
     */
    public static List<String> ofMigration(TestDatabase database, List<String> undo, String file, UUID organization)
            throws SQLException {
        try (Connection owner = database.connect("owner");
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            for (String sql : undo) {
                statement.execute(sql);
            }
            MigrationFile.run(owner, database, file);
            List<String> facts = written(owner, organization);
            owner.rollback();
            return facts;
        }
    }

    /**
     * Waits for a fact of an organization and a metric, and holds it against a golden record.
     *
     * @param value a dimension's value that tells the fact from others of the metric; {@code ""} for any
     * @param varying places that differ from run to run, besides those of every fact
     */
    public static void assertWritten(String golden, UUID organization, String metric, String value, String... varying) {
        ConsumerRecord<String, byte[]> written = TestTopics.shared()
                .await(
                        TOPIC,
                        1,
                        record -> organization.toString().equals(record.key())
                                && metric.equals(data(record).path("metric").asText())
                                && (value.isEmpty() || dimension(data(record)).equals(value)))
                .get(0);
        List<String> places = new ArrayList<>(List.of("/id", "/time", "/data/occurred_at"));
        places.addAll(List.of(varying));
        GoldenRecord.named(golden)
                .assertWritten(
                        written.key(),
                        written.value(),
                        Map.of(organization.toString(), GOLDEN_ORGANIZATION),
                        places.toArray(String[]::new));
    }

    private static Map<String, Long> sums(List<JsonNode> facts) {
        Map<String, Long> sums = new TreeMap<>();
        facts.forEach(fact -> sums.merge(dimension(fact), fact.path("count").asLong(), Long::sum));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private static String dimension(JsonNode fact) {
        List<String> values = new ArrayList<>();
        fact.path("dimensions").forEach(value -> values.add(value.asText()));
        return String.join("/", values);
    }

    private static JsonNode data(ConsumerRecord<String, byte[]> record) {
        try {
            return JSON.readTree(record.value()).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
