package io.atrium.audit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Changes as services publish them, and a look into the database past the service. */
final class Changes {
    static final String TOPIC = "atrium.changes.v1";

    private static final String SUPERUSER_PASSWORD = "dev-postgres";
    private static final JsonMapper JSON = new JsonMapper();

    private Changes() {}

    /** The data of a change of a user's name. */
    static Map<String, Object> data(UUID organization, String action) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("organization_id", organization.toString());
        data.put("action", action);
        data.put("resource_type", action.substring(0, action.indexOf('.')));
        data.put("resource_id", "r-1");
        data.put("outcome", "SUCCESS");
        data.put("occurred_at", Instant.now().toString());
        data.put("actor", new HashMap<>(Map.of("type", "USER", "id", "actor-1")));
        data.put("ip", "192.0.2.7");
        data.put("user_agent", "Mozilla/5.0");
        data.put("request_id", "req-1");
        data.put("before", Map.of("name", "Ada", "email", "ada@example.com"));
        data.put("after", Map.of("name", "Grace", "email", "ada@example.com"));
        data.put("version", 2);
        data.put("detail", null);
        return data;
    }

    static byte[] event(UUID id, UUID organization, Map<String, Object> data) {
        return bytes(envelope(id.toString(), organization.toString(), "io.atrium." + data.get("action"), data));
    }

    static Map<String, Object> envelope(String id, String organization, String type, Map<String, Object> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "/identity-service");
        event.put("type", type);
        event.put("subject", "r-1");
        event.put("time", Instant.now().toString());
        event.put("datacontenttype", "application/json");
        event.put("organizationid", organization);
        event.put("data", data);
        return event;
    }

    static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static UUID send(UUID organization, Map<String, Object> data) {
        UUID id = UUID.randomUUID();
        TestTopics.shared().send(TOPIC, organization.toString(), event(id, organization, data));
        return id;
    }

    /** Sends so many changes of one organization, {@code thing.changed} of resource r-0, r-1 …, and waits for them. */
    static List<UUID> sendAndAwait(UUID organization, int count) {
        return sendAndAwaitMore(organization, count, count);
    }

    /** The same, for an organization that has events, until it has {@code total}. */
    static List<UUID> sendAndAwaitMore(UUID organization, int count, int total) {
        List<UUID> ids = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            ids.add(id);
            Map<String, Object> data = data(organization, "thing.changed");
            data.put("resource_id", "r-" + i);
            records.add(new ProducerRecord<>(TOPIC, organization.toString(), event(id, organization, data)));
        }
        TestTopics.shared().sendAll(records);
        awaitCount(organization, total);
        return ids;
    }

    /** Waits until the organization has so many events, and no more. */
    static void awaitCount(UUID organization, int count) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count(organization) == count);
    }

    static long count(UUID organization) {
        return Long.parseLong(one("SELECT count(*) FROM audit_events WHERE organization_id = '" + organization + "'"));
    }

    /** The only value of a query, as the owner sees it. */
    static String one(String sql) {
        return column(sql).get(0);
    }

    static List<String> column(String sql) {
        try (Connection connection = TestDatabase.of("audit").connect("owner");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps every other transaction from the table until it is closed. */
    static Connection lock(String table) throws SQLException {
        Connection connection = superuser();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    /** What only somebody with the server in their hands can do: past grants, policies and triggers. */
    static int tamper(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                PreparedStatement change = connection.prepareStatement(sql)) {
            statement.execute("SET session_replication_role = replica");
            return change.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(TestDatabase.of("audit").jdbcUrl(), "postgres", SUPERUSER_PASSWORD);
    }
}
