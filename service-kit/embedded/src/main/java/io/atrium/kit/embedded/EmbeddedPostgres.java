package io.atrium.kit.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.postgresql.Driver;

/**
 * One PostgreSQL server as a child process: password logins only (scram-sha-256), loopback only, UTC, and small.
 *
 * <p>Safe to start over data whose server was killed: a stale {@code postmaster.pid} is removed, and processes that
 * still hold the old server's memory are waited for.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final String SUPERUSER = "postgres";

    private final PostgresOptions options;
    private final Path folder;
    private final int port;
    private final Process process;

    private EmbeddedPostgres(PostgresOptions options, Path folder, int port, Process process) {
        this.options = options;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a server and returns once it answers.
     *
     * @throws PortInUseException when something listens on the port
     * @throws EmbeddedException when the server cannot start, with the end of its log
     */
    public static EmbeddedPostgres start(PostgresOptions options) {
        Path given = options.folder();
        if (given != null) {
            refuseSecondServer(given);
        }
        int port = Ports.claim("PostgreSQL", options.port());
        Path folder = Folders.create((given == null ? Folders.temporary("atrium-postgres") : given).toAbsolutePath());
        initialize(options, folder);
        EmbeddedPostgres server = launch(options, folder, port);
        if (options.diesWithParent()) {
            ParentWatch.killWithParent(server.pid(), given == null ? folder : null);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        }
        return server;
    }

    private static void refuseSecondServer(Path folder) {
        running(folder).ifPresent(server -> {
            throw new EmbeddedException("PostgreSQL already runs on " + folder + " as process " + server.pid() + ".");
        });
    }

    /** The server that runs on a data folder, started by whichever process. */
    public static Optional<ProcessHandle> running(Path folder) {
        return PostmasterPid.server(folder.resolve("data"));
    }

    /** Makes the roles, databases and grants of Atrium, or brings them up to date. */
    public void bootstrap(UnaryOperator<String> passwordOfRole) {
        new PostgresBootstrap(this).run(passwordOfRole);
    }

    /** {@link #bootstrap(UnaryOperator)} with the development passwords {@code dev-<role>}. */
    public void bootstrap() {
        bootstrap(role -> "dev-" + role);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return logIn(folder);
    }

    /** The JDBC address of a database, without user or password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** A connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", options.superuserPassword());
        // Not through DriverManager: it shows a driver only to the class loader that registered it.
        return requireNonNull(new Driver().connect(jdbcUrl(database), login));
    }

    /** Stops the server: sessions are ended, and what is committed is on disk. Does nothing when it is not running. */
    @Override
    public void close() {
        if (process.isAlive()) {
            String mode = options.durable() ? "fast" : "immediate";
            PostgresCommand.run(
                    "pg_ctl", List.of("stop", "-D", data().toString(), "-m", mode, "-w", "-t", "60"), log());
            awaitExit();
        }
        if (options.folder() == null) {
            Folders.delete(folder);
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static Path logIn(Path folder) {
        return folder.resolve("postgresql.log");
    }

    /** Made beside its place and moved there whole: a killed initdb leaves nothing that looks finished. */
    private static void initialize(PostgresOptions options, Path folder) {
        Path data = folder.resolve("data");
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path half = folder.resolve("data.initializing");
        Path password = folder.resolve("superuser.password");
        Folders.delete(half);
        try {
            Files.writeString(password, options.superuserPassword(), StandardCharsets.UTF_8);
            List<String> arguments = new ArrayList<>(List.of(
                    "-D",
                    half.toString(),
                    "-U",
                    SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--data-checksums"));
            if (!options.durable()) {
                arguments.add("--no-sync");
            }
            if (options.folder() == null) {
                // 4096 cost a client more than its statements; these passwords protect data that is thrown away.
                arguments.add("--set=scram_iterations=1");
            }
            PostgresCommand.run("initdb", arguments, logIn(folder));
            Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL's data folder " + data + " cannot be made: " + e.getMessage(), e);
        } finally {
            password.toFile().delete();
        }
    }

    private static EmbeddedPostgres launch(PostgresOptions options, Path folder, int port) {
        Instant deadline = Instant.now().plus(STARTUP);
        while (true) {
            PostmasterPid.removeStale(folder.resolve("data"));
            Process process = PostgresLaunch.process(options, folder.resolve("data"), port, logIn(folder));
            EmbeddedPostgres server = new EmbeddedPostgres(options, folder, port, process);
            if (server.awaitReady(deadline)) {
                return server;
            }
            String tail = Folders.tail(server.log(), 15);
            // Sessions of a killed server end by themselves as soon as they notice.
            boolean leftover = tail.contains("still in use") || tail.contains("lock file \"postmaster.pid\"");
            if (!leftover || Instant.now().isAfter(deadline)) {
                process.destroyForcibly();
                throw new EmbeddedException("PostgreSQL did not start; the end of " + server.log() + ":\n" + tail);
            }
            pause();
        }
    }

    private boolean awaitReady(Instant deadline) {
        while (process.isAlive() && Instant.now().isBefore(deadline)) {
            if (Ports.answers(port)) {
                try (Connection connection = connect("postgres")) {
                    return connection.isValid(5);
                } catch (SQLException e) {
                    if ("28P01".equals(e.getSQLState())) {
                        process.destroyForcibly();
                        throw new EmbeddedException(
                                "The data in " + folder + " was made with another superuser password.", e);
                    }
                }
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while PostgreSQL started.", e);
        }
    }
}
