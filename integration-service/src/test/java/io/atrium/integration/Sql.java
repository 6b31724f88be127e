package io.atrium.integration;

import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The database as its owner sees it. */
public final class Sql {

    private Sql() {}

    public static void execute(String statement) {
        try (Connection connection = TestDatabase.of("integration").connect("owner")) {
            connection.createStatement().execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a row has this id, of whichever organization. */
    public static boolean exists(String table, String column, UUID id) {
        return count("SELECT count(*) FROM " + table + " WHERE " + column + " = ?", id) > 0;
    }

    public static long count(String query, UUID organization) {
        try (Connection connection = TestDatabase.of("integration").connect("owner");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, organization);
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
