package io.atrium.bench;

import io.atrium.local.topology.Part;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The rows that a consumer has stored of the records of one round, inserted once more, with nothing decided: into copies of
 * its tables, for other organizations, 500 records a statement and a transaction, on one connection of the same PostgreSQL.
 * The values are there, ready to be sent, before a round begins.
 */
final class SameRowsInsert implements Subject, AutoCloseable {

    static final String NAME = "plain inserts of the same rows";

    private final MeasuredPlatform platform;
    private final Connection connection;
    private final List<CopiedTable> tables;
    private final int records;

    private SameRowsInsert(MeasuredPlatform platform, Connection connection, List<CopiedTable> tables, int records) {
        this.platform = platform;
        this.connection = connection;
        this.tables = List.copyOf(tables);
        this.records = records;
    }

    /**
     * Copies what a round has stored.
     *
     * @param tables in which a record has one row each
     */
    static SameRowsInsert of(
            MeasuredPlatform platform, Part service, List<String> tables, List<UUID> organizations, int records)
            throws SQLException {
        Connection connection = platform.connect(service, "postgres");
        try {
            return new SameRowsInsert(
                    platform, connection, copies(connection, tables, organizations, records), records);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static List<CopiedTable> copies(
            Connection connection, List<String> tables, List<UUID> organizations, int records) throws SQLException {
        List<CopiedTable> copied = new ArrayList<>();
        for (String table : tables) {
            CopiedTable copy = CopiedTable.of(connection, table, organizations);
            if (copy.size() != records) {
                throw new IllegalStateException("%s has %d rows of %d records".formatted(table, copy.size(), records));
            }
            copied.add(copy);
        }
        return copied;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sample measure() throws SQLException {
        return ArrayInserts.measure(platform, connection, statement(), batches(), records);
    }

    private String statement() {
        List<String> inserts = tables.stream().map(CopiedTable::insert).toList();
        String last = inserts.get(inserts.size() - 1);
        return inserts.size() == 1
                ? last
                : inserts.subList(0, inserts.size() - 1).stream()
                        .map(each -> "t" + inserts.indexOf(each) + " AS (" + each + ")")
                        .collect(Collectors.joining(", ", "WITH ", " " + last));
    }

    private List<List<Array>> batches() throws SQLException {
        Map<String, String> organizations = new HashMap<>();
        List<List<Array>> batches = new ArrayList<>();
        for (int from = 0; from < records; from += ArrayInserts.BATCH) {
            List<Array> batch = new ArrayList<>();
            for (CopiedTable table : tables) {
                batch.addAll(table.values(
                        connection,
                        from,
                        Math.min(records, from + ArrayInserts.BATCH),
                        each -> organizations.computeIfAbsent(
                                each, any -> UUID.randomUUID().toString())));
            }
            batches.add(batch);
        }
        return batches;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
