package io.atrium.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs a statement with arrays once for each batch of rows, each in a transaction of its own, and measures it. The arrays are
 * there before the measurement begins.
 */
final class ArrayInserts {

    /** Records of a batch. */
    static final int BATCH = 500;

    private ArrayInserts() {}

    /**
     * Runs it.
     *
     * @param batches the values of the statement's parameters, for each batch
     * @param records of all batches
     */
    static Sample measure(
            MeasuredPlatform platform, Connection connection, String sql, List<List<Array>> batches, int records)
            throws SQLException {
        double databaseCpu = platform.databaseCpu();
        long began = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (List<Array> batch : batches) {
                for (int i = 0; i < batch.size(); i++) {
                    insert.setArray(i + 1, batch.get(i));
                }
                insert.executeUpdate();
            }
        }
        double took = (double) System.nanoTime() - began;
        return new Sample(
                Double.NaN,
                (platform.databaseCpu() - databaseCpu) / records,
                records * 1e9 / took,
                Double.NaN,
                Double.NaN);
    }
}
