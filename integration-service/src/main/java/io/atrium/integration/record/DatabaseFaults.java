package io.atrium.integration.record;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** Tells what lies in a record from what lies around it, by SQLSTATE. */
public final class DatabaseFaults {

    // data exception, integrity constraint, raised by a trigger
    private static final Set<String> OF_THE_RECORD = Set.of("22", "23", "P0");

    private DatabaseFaults() {}

    public static boolean isOfRecord(Throwable failure) {
        return failure instanceof PgException pg
                && pg.getSqlState() != null
                && OF_THE_RECORD.contains(pg.getSqlState().substring(0, 2));
    }

    /** A value that PostgreSQL cannot hold will not be held later either. */
    public static boolean isForever(Throwable failure) {
        return failure instanceof PgException pg
                && pg.getSqlState() != null
                && pg.getSqlState().startsWith("22");
    }

    /** A sentence for the tenant: the state, never the database's own words. */
    public static String describe(Throwable failure) {
        if (!(failure instanceof PgException pg)) {
            return "The effect could not be stored";
        }
        return isForever(failure)
                ? "The record holds a value that cannot be stored (" + pg.getSqlState() + ")"
                : "The effect could not be stored (" + pg.getSqlState() + ")";
    }
}
