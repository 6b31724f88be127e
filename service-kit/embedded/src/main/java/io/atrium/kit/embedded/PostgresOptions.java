package io.atrium.kit.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded PostgreSQL is to run.
 *
 * @param folder where its data and log are kept between runs; null: a temporary folder, removed at the end
 * @param port the loopback port; 0: a free one
 * @param durable whether a commit survives a power cut (fsync); tests do without
 * @param diesWithParent whether the server ends when this JVM ends, however it ends
 * @param superuserPassword the password of the role postgres, given when the data folder is made
 * @param settings further settings of the server, which win over those that every server has
 */
public record PostgresOptions(
        @Nullable Path folder,
        int port,
        boolean durable,
        boolean diesWithParent,
        String superuserPassword,
        Map<String, String> settings) {

    static final String DEVELOPMENT_PASSWORD = "dev-postgres";

    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    /** Throw-away data on a free port, gone with this JVM. */
    public static PostgresOptions temporary() {
        return new PostgresOptions(null, 0, false, true, DEVELOPMENT_PASSWORD, Map.of());
    }

    /** Durable data kept in a folder; the server outlives this JVM unless told otherwise. */
    public static PostgresOptions kept(Path folder, int port) {
        return new PostgresOptions(folder, port, true, false, DEVELOPMENT_PASSWORD, Map.of());
    }

    public PostgresOptions withDiesWithParent(boolean dies) {
        return new PostgresOptions(folder, port, durable, dies, superuserPassword, settings);
    }

    public PostgresOptions withDurable(boolean value) {
        return new PostgresOptions(folder, port, value, diesWithParent, superuserPassword, settings);
    }

    public PostgresOptions withSuperuserPassword(String password) {
        return new PostgresOptions(folder, port, durable, diesWithParent, password, settings);
    }

    public PostgresOptions withSettings(Map<String, String> more) {
        return new PostgresOptions(folder, port, durable, diesWithParent, superuserPassword, more);
    }
}
