package io.atrium.kit.testing;

import java.util.ArrayList;
import java.util.List;

/** One role's counts, over all its connections. */
final class WireTally {

    private int waits;
    private int statements;
    private final List<String> sql = new ArrayList<>();

    synchronized void waited() {
        waits++;
    }

    synchronized void executed() {
        statements++;
    }

    synchronized void text(String statement) {
        sql.add(statement);
    }

    synchronized void reset() {
        waits = 0;
        statements = 0;
        sql.clear();
    }

    synchronized RoundTrips read() {
        return new RoundTrips(waits, statements, sql);
    }
}
