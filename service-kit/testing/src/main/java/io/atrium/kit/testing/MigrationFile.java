package io.atrium.kit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A migration of the module, run over rows that a test has made: in a transaction that first undoes what the migration
 * has made, and is rolled back.
 */
public final class MigrationFile {

    private MigrationFile() {}

    /** @param name of the file in {@code db/migration} */
    public static void run(Connection owner, TestDatabase database, String name) throws SQLException {
        String sql = read("db/migration/" + name).replaceAll("\\$\\{(\\w+)}", database.name() + "_$1");
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(String file) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
