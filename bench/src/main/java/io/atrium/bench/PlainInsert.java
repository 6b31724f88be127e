package io.atrium.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.local.topology.Part;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The least that storing messages takes: their ids and bodies into a table with a primary key, 500 rows a statement and a
 * transaction, on one connection of the same PostgreSQL.
 */
final class PlainInsert implements Subject, AutoCloseable {

    static final String NAME = "plain inserts of ids and bodies";

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
        return ArrayInserts.measure(platform, connection, INSERT, batches(round), round.size());
    }

    private List<List<Array>> batches(List<Message> round) throws SQLException {
        List<List<Array>> batches = new ArrayList<>();
        for (int from = 0; from < round.size(); from += ArrayInserts.BATCH) {
            batches.add(values(round.subList(from, Math.min(round.size(), from + ArrayInserts.BATCH))));
        }
        return batches;
    }

    private List<Array> values(List<Message> batch) throws SQLException {
        return List.of(
                array("uuid", batch, Message::organization),
                array("uuid", batch, Message::id),
                array("bytea", batch, message -> message.body().getBytes(UTF_8)));
    }

    private Array array(String type, List<Message> batch, Function<Message, Object> value) throws SQLException {
        return connection.createArrayOf(type, batch.stream().map(value).toArray());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
