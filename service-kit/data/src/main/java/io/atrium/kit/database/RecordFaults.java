package io.atrium.kit.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Set;

/**
 * Tells a failure that lies in what was written from one that lies around it, for consumers: the first makes a dead
 * letter of the record that causes it, the second is waited for.
 */
public final class RecordFaults {
    // data exception, cardinality, integrity, a limit of the program exceeded, raised by a trigger
    private static final Set<String> CLASSES = Set.of("21", "22", "23", "44", "54", "P0");
    private static final Set<Class<? extends RuntimeException>> DEFECTS = Set.of(
            NullPointerException.class,
            IllegalArgumentException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            ArithmeticException.class,
            NumberFormatException.class);

    private RecordFaults() {}

    /**
     * Whether the record is to blame: PostgreSQL refused a value, or the code met a value it cannot take. Everything
     * else (connections, timeouts, locks, missing grants, a full disk) counts as an outage.
     */
    public static boolean isRecordFault(Throwable failure) {
        return DatabaseProblems.sqlState(failure)
                .map(state -> CLASSES.contains(state.substring(0, 2)))
                .orElseGet(() -> DEFECTS.contains(failure.getClass()) || failure instanceof JsonProcessingException);
    }
}
