package io.atrium.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.local.topology.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The least that storing messages takes: their ids and bodies into a table with a primary key, 500 rows a statement and a
 * transaction, on one connection of the same PostgreSQL.
 */
final class PlainInsert implements Subject, AutoCloseable {

    static final String NAME = "plain inserts of ids and bodies";

    private static final int BATCH = 500;
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS bench_plain (
                organization_id uuid NOT NULL, id uuid NOT NULL, body bytea NOT NULL, PRIMARY KEY (organization_id, id))""";
    private static final String INSERT = """
            INSERT INTO bench_plain (organization_id, id, body)
            SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::bytea[])""";

    private final MeasuredPlatform platform;
    private final Supplier<List<Message>> messages;
    private final Connection connection;

    PlainInsert(MeasuredPlatform platform, Part service, Supplier<List<Message>> messages) throws SQLException {
        this.platform = platform;
        this.messages = messages;
        this.connection = platform.connect(service, "postgres");
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sample measure() throws SQLException {
        List<Message> round = messages.get();
        double databaseCpu = platform.databaseCpu();
        long began = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int from = 0; from < round.size(); from += BATCH) {
                insert(insert, round.subList(from, Math.min(round.size(), from + BATCH)));
            }
        }
        double took = (double) System.nanoTime() - began;
        return new Sample(
                Double.NaN,
                (platform.databaseCpu() - databaseCpu) / round.size(),
                round.size() * 1e9 / took,
                Double.NaN,
                Double.NaN);
    }

    private void insert(PreparedStatement insert, List<Message> batch) throws SQLException {
        insert.setArray(
                1,
                connection.createArrayOf(
                        "uuid", batch.stream().map(Message::organization).toArray(UUID[]::new)));
        insert.setArray(
                2,
                connection.createArrayOf("uuid", batch.stream().map(Message::id).toArray(UUID[]::new)));
        insert.setArray(
                3,
                connection.createArrayOf(
                        "bytea",
                        batch.stream().map(each -> each.body().getBytes(UTF_8)).toArray(byte[][]::new)));
        insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
