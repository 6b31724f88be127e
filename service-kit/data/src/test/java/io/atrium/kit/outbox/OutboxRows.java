package io.atrium.kit.outbox;

import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes messages into the outbox as no service would, and looks at them. */
final class OutboxRows {

    private OutboxRows() {}

    /** @param data a SQL expression of type jsonb */
    static void insert(String topic, UUID organization, String data) {
        run(
                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id, subject, data) "
                        + "SELECT ?, ?, 'io.atrium.note.created', ?, 'n-1', " + data,
                topic,
                organization.toString(),
                organization);
    }

    /** Messages that hold {@code n}, from 0 on. */
    static void insertMany(String topic, UUID organization, int count) {
        run(
                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id, data) "
                        + "SELECT ?, ?, 'io.atrium.note.created', ?, jsonb_build_object('n', n) "
                        + "FROM generate_series(0, ?) n",
                topic,
                organization.toString(),
                organization,
                count - 1);
    }

    static void run(String sql, Object... values) {
        try (Connection owner = TestDatabase.of("identity").connect("owner");
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row as text; null when there is none. */
    static @Nullable String query(String sql, Object... values) {
        try (Connection owner = TestDatabase.of("identity").connect("owner");
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
