package io.atrium.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What capturing changes costs PostgreSQL: the same UPDATE of users by SQL, in a transaction with the settings that
 * identity-service gives it, with the trigger of the table and without it. Arguments: see {@link TimedPlan}.
 */
public final class CaptureBenchmark implements AutoCloseable {

    private static final double AIM = 1.25;
    private static final int USERS = 64;

    private static final String INSERT = """
            INSERT INTO users (organization_id, id, email, login_key, username, first_name, last_name, role,
                               password_hash, created_at, updated_at)
            SELECT '%1$s', gen_random_uuid(), 'user-' || n || '@bench.example.com', sha256(n::text::bytea),
                   'user-' || n, 'Grace', 'Hopper', 'USER', repeat('h', 97), now(), now()
              FROM generate_series(1, %2$d) n""";

    private static final String SETTINGS = """
            SELECT set_config('app.organization_id', ?, true), set_config('app.actor_type', 'USER', true),
                   set_config('app.actor_id', ?, true), set_config('app.ip', '127.0.0.1', true),
                   set_config('app.user_agent', 'bench', true), set_config('app.request_id', ?, true)""";

    private static final String UPDATE = """
            UPDATE users SET first_name = ?, updated_at = now(), version = version + 1
             WHERE organization_id = ? AND id = ?""";

    private final TimedPlan plan;
    private final MeasuredPlatform platform;
    private final Connection superuser;
    private final Connection service;
    private final UUID organization = UUID.randomUUID();
    private final List<UUID> users;
    private int number;

    private CaptureBenchmark(TimedPlan plan, MeasuredPlatform platform) throws SQLException {
        this.plan = plan;
        this.platform = platform;
        this.superuser = platform.connect("postgres");
        this.service = platform.connect("identity_app");
        service.setAutoCommit(false);
        execute(INSERT.formatted(organization, USERS));
        this.users = ids();
    }

    public static void main(String[] arguments) throws Exception {
        report(TimedPlan.of(arguments)).print();
        System.exit(0);
    }

    static Report report(TimedPlan plan) throws Exception {
        String with = "UPDATE with the trigger";
        String without = "UPDATE without it";
        try (MeasuredPlatform platform = MeasuredPlatform.database(plan);
                CaptureBenchmark capture = new CaptureBenchmark(plan, platform)) {
            Samples samples = new Rounds(plan.warmUps(), plan.rounds())
                    .measure(List.of(capture.subject(with, "ENABLE"), capture.subject(without, "DISABLE")));
            return new Report("The capture trigger")
                    .add(
                            "An operation is a transaction: BEGIN, the settings, the UPDATE, COMMIT, one after another on one"
                                    + " connection.")
                    .add(samples)
                    .add(List.of(
                            new Ratio(
                                    "PostgreSQL CPU: with / without",
                                    samples.ratios(with, without, Sample::databaseCpu),
                                    AIM),
                            new Ratio("time: with / without", samples.ratios(without, with, Sample::rate), AIM)));
        }
    }

    private Subject subject(String name, String mode) {
        return new Subject() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Sample measure() throws SQLException {
                execute("ALTER TABLE users " + mode + " TRIGGER capture_change");
                return round();
            }
        };
    }

    /** Nothing that the round before has left is this round's. */
    private Sample round() throws SQLException {
        execute("TRUNCATE atrium.outbox");
        execute("VACUUM users");
        execute("CHECKPOINT");
        Latencies latencies = new Latencies();
        double cpu = platform.databaseCpu();
        long began = System.nanoTime();
        long end = began + plan.duration().toNanos();
        try (PreparedStatement settings = service.prepareStatement(SETTINGS);
                PreparedStatement update = service.prepareStatement(UPDATE)) {
            for (long now = began; now < end; now = System.nanoTime()) {
                change(settings, update);
                latencies.add(System.nanoTime() - now);
            }
        }
        double took = (double) System.nanoTime() - began;
        int count = latencies.size();
        return new Sample(
                Double.NaN,
                (platform.databaseCpu() - cpu) / count,
                count * 1e9 / took,
                latencies.percentile(50),
                latencies.percentile(99));
    }

    private void change(PreparedStatement settings, PreparedStatement update) throws SQLException {
        UUID user = users.get(number++ % users.size());
        settings.setString(1, organization.toString());
        settings.setString(2, user.toString());
        settings.setString(3, Integer.toString(number));
        settings.execute();
        update.setString(1, "Ada " + number);
        update.setObject(2, organization);
        update.setObject(3, user);
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("a user was not changed");
        }
        service.commit();
    }

    private List<UUID> ids() throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT id FROM users WHERE organization_id = '" + organization + "'")) {
            List<UUID> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return List.copyOf(ids);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        service.close();
        superuser.close();
    }
}
