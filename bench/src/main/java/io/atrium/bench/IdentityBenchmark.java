package io.atrium.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CPU time of identity-service a request beside what it cannot do without: a signature, a password's hash, or another of
 * its own operations. Arguments: see {@link TimedPlan}.
 */
public final class IdentityBenchmark {

    private static final int USERS = 64;

    private final TimedPlan plan;
    private final MeasuredPlatform platform;
    private final ProcessHandle identity;
    private final IdentityTenant tenant;
    private final Vertx vertx;

    private IdentityBenchmark(TimedPlan plan, MeasuredPlatform platform, Vertx vertx) throws Exception {
        this.plan = plan;
        this.platform = platform;
        this.identity = platform.process(MeasuredPlatform.IDENTITY);
        this.vertx = vertx;
        this.tenant = IdentityTenant.register(
                "http://localhost:" + platform.port(MeasuredPlatform.IDENTITY), Math.max(USERS, plan.connections()));
    }

    public static void main(String[] arguments) throws Exception {
        report(TimedPlan.withRows(arguments)).print();
        System.exit(0);
    }

    static Report report(TimedPlan plan) throws Exception {
        Report report = new Report("identity-service");
        Set<Map<String, String>> platforms = new LinkedHashSet<>();
        plan.rows().forEach(row -> platforms.add(row.settings()));
        for (Map<String, String> settings : platforms) {
            List<IdentityRow> rows = plan.rows().stream()
                    .filter(row -> row.settings().equals(settings))
                    .toList();
            Vertx vertx = Vertx.vertx();
            try (MeasuredPlatform platform = MeasuredPlatform.services(plan, settings)) {
                List<String> options = platform.options(MeasuredPlatform.IDENTITY);
                report.add("Flags of identity-service and of the limits' JVM: `" + MeasuredPlatform.flags(options) + "`"
                        + (settings.isEmpty() ? "" : "; settings: `" + settings + "`"));
                new IdentityBenchmark(plan, platform, vertx).measure(rows, report);
            } finally {
                vertx.close();
            }
        }
        return report;
    }

    private void measure(List<IdentityRow> rows, Report report) throws Exception {
        Recording recording = Recording.begin(plan.profile(), identity);
        new Rounds(plan.warmUps(), 0)
                .measure(rows.stream().<Subject>map(this::load).toList());
        if (plan.profile() != null) {
            recording.measuring();
            Samples samples = new Rounds(0, plan.rounds()).measure(List.of(load(rows.get(0))));
            recording.end();
            report.add("Profiled: not to be compared with others.").add(samples);
            return;
        }
        try (LimitProcess limits = LimitProcess.start(
                platform.options(MeasuredPlatform.IDENTITY), platform.classPath(MeasuredPlatform.IDENTITY))) {
            measure(rows, limits, report);
        }
    }

    private void measure(List<IdentityRow> rows, LimitProcess limits, Report report) throws Exception {
        Samples samples = new Samples();
        Rounds rounds = new Rounds(1, plan.rounds());
        for (IdentityRow row : rows) {
            rounds.measure(List.of(limit(row, limits), load(row)), samples);
        }
        if (rows.contains(IdentityRow.CREATE)) {
            rounds.measure(List.of(limits.hash("the hash at its least", 2_000, Api.PASSWORD, storedHash())), samples);
        }
        report.add(samples).add(rows.stream().map(row -> row.ratio(samples)).toList());
    }

    /** What a row is divided by, as close to it in time as can be: the machine is not the same all the time. */
    private Subject limit(IdentityRow row, LimitProcess limits) throws IOException, SQLException {
        String name = row.limitLabel();
        return switch (row.limit()) {
            case SIGNATURE -> limits.signature(name);
            case READ -> load(IdentityRow.READ).named(name, 1);
            case HASH -> limits.hash(name, 20, Api.PASSWORD, storedHash());
        };
    }

    private Load load(IdentityRow row) {
        return new Load(
                row.label(),
                platform.port(MeasuredPlatform.IDENTITY),
                () -> ProcessCpu.micros(identity),
                platform::databaseCpu,
                new LoadGenerator(vertx, plan.connections(), row.status()),
                () -> {
                    Requests requests = tenant.requests(row, plan.connections());
                    platform.awaitEmptyOutbox();
                    return requests.during(plan.duration());
                },
                1,
                platform::awaitEmptyOutbox);
    }

    /** How a password is stored: at the cost that logins pay. */
    private String storedHash() throws SQLException {
        try (Connection connection = platform.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT password_hash FROM users WHERE organization_id = '"
                        + tenant.organization() + "' LIMIT 1")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
