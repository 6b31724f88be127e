package io.atrium.kit.testing;

import java.util.List;

/**
 * What went over the wire between one role and PostgreSQL.
 *
 * @param waits how often the client sent after the server had answered: one network round trip each
 * @param statements how many statements the server was asked to execute, BEGIN and COMMIT included
 * @param sql the texts sent, of simple queries and of prepared ones when they were prepared
 */
public record RoundTrips(int waits, int statements, List<String> sql) {

    public RoundTrips {
        sql = List.copyOf(sql);
    }
}
