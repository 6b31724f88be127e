package io.atrium.bench;

import io.atrium.local.settings.Home;
import io.atrium.local.supervisor.PartialPlatform;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of the platform that a benchmark needs, as ./atrium up runs them, on free ports and with data of their own that
 * are removed afterwards.
 */
final class MeasuredPlatform implements AutoCloseable {

    static final Part IDENTITY = part("identity-service");
    static final Part TENANT = part("tenant-service");
    static final Part INTEGRATION = part("integration-service");
    static final Part AUDIT = part("audit-service");

    /** What JFR needs to tell apart what the compilers have put into one method. */
    static final List<String> PROFILABLE = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

    private final Home home;
    private final PartialPlatform parts;

    private MeasuredPlatform(Home home, PartialPlatform parts) {
        this.home = home;
        this.parts = parts;
    }

    /** PostgreSQL alone, with identity-service's schema. */
    static MeasuredPlatform database(TimedPlan plan) throws IOException {
        MeasuredPlatform platform = of(plan, Map.of(), List.of(IDENTITY));
        platform.parts.bringUp(Part.POSTGRES);
        platform.parts.migrate(IDENTITY);
        return platform;
    }

    /**
     * PostgreSQL, Kafka, identity-service and tenant-service, which a registration needs.
     *
     * @param settings beside those of {@link PlatformSettings#unlimited}
     */
    static MeasuredPlatform services(TimedPlan plan, Map<String, String> settings) throws IOException {
        MeasuredPlatform platform = of(plan, settings, List.of(IDENTITY, TENANT));
        platform.parts.bringUp(Part.POSTGRES, Part.KAFKA);
        platform.parts.migrate(IDENTITY, TENANT);
        platform.parts.bringUp(IDENTITY, TENANT);
        return platform;
    }

    /** PostgreSQL, Kafka and a service that consumes a topic, with identity-service, whose keys it waits for. */
    static MeasuredPlatform consumer(TimedPlan plan, Part service) throws IOException {
        MeasuredPlatform platform = of(plan, Map.of(), List.of(IDENTITY, service));
        platform.parts.bringUp(Part.POSTGRES, Part.KAFKA);
        platform.parts.migrate(IDENTITY, service);
        platform.parts.bringUp(IDENTITY, service);
        return platform;
    }

    private static MeasuredPlatform of(TimedPlan plan, Map<String, String> settings, List<Part> services)
            throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(PlatformSettings.unlimited());
        environment.putAll(settings);
        if (plan.profile() != null) {
            environment.put("JDK_JAVA_OPTIONS", String.join(" ", PROFILABLE));
        }
        Home home = new Home(plan.checkout(), Files.createTempDirectory("atrium-bench-platform"));
        MeasuredPlatform platform = new MeasuredPlatform(home, PartialPlatform.of(home, environment, services));
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
        return platform;
    }

    int port(Part part) {
        return parts.port(part);
    }

    ProcessHandle process(Part part) throws IOException {
        return parts.process(part);
    }

    /** CPU time of PostgreSQL's processes, in microseconds. */
    double databaseCpu() {
        try {
            return ProcessCpu.microsOfFamily(process(Part.POSTGRES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to identity-service's database. */
    Connection connect(String role) throws SQLException {
        return connect(IDENTITY, role);
    }

    /** A connection to a service's database. */
    Connection connect(Part service, String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + parts.port(Part.POSTGRES) + "/" + service.database(),
                role,
                "dev-" + role);
    }

    /** Where Kafka is. */
    String bootstrapServers() {
        return "localhost:" + parts.port(Part.KAFKA);
    }

    /** Returns when everything in identity-service's outbox is sent. */
    void awaitEmptyOutbox() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (int attempt = 0; attempt < 1_200; attempt++) {
                try (ResultSet rows = statement.executeQuery("SELECT EXISTS (SELECT FROM atrium.outbox)")) {
                    rows.next();
                    if (!rows.getBoolean(1)) {
                        return;
                    }
                }
                Thread.sleep(50);
            }
            throw new IllegalStateException("the outbox is not sent within a minute");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The argument files with the flags of a part's JVM. */
    List<String> options(Part part) {
        return PartialPlatform.optionsOf(part, home);
    }

    /** The flags in such files, as one reads them. */
    static String flags(List<String> options) throws IOException {
        StringBuilder flags = new StringBuilder();
        for (String file : options) {
            try (Stream<String> lines = Files.lines(Path.of(file.substring(1)))) {
                flags.append(lines.filter(line -> line.startsWith("-")).collect(Collectors.joining(" ", " ", "")));
            }
        }
        return flags.toString().strip();
    }

    /** The jars of a packaged service. */
    String[] classPath(Part part) {
        Path application = home.application(part);
        return new String[] {
            application.resolve("app") + "/*",
            application.resolve("lib/main") + "/*",
            application.resolve("lib/boot") + "/*"
        };
    }

    @Override
    public synchronized void close() {
        if (!Files.exists(home.folder())) {
            return;
        }
        parts.close();
        try (Stream<Path> paths = Files.walk(home.folder())) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println(home.folder() + " is left: " + e.getMessage());
        }
    }

    private static Part part(String label) {
        return Part.of(label).orElseThrow();
    }
}
