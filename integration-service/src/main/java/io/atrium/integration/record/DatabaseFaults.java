package io.atrium.integration.record;

import io.vertx.pgclient.PgException;

/** What is told of a record that the database refused, by SQLSTATE. */
public final class DatabaseFaults {

    private DatabaseFaults() {}

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
