package io.atrium.kit.database;

import com.fasterxml.jackson.core.JacksonException;
import io.atrium.kit.event.SenderOverloadedException;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.CharacterCodingException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/**
 * The only place that decides whether a failure is an outage of the infrastructure, for consumers, the outbox relay
 * and due work. They wait until an outage ends. Every other failure, also a defect of our own, belongs to the item
 * that is being processed: the item is tried a limited number of times and then set aside, without delaying others.
 *
 * <p>Outages are: a connection refused, lost or not to be had, no answer in time, a conflict with another transaction, a
 * server that starts, stops or only reads, no memory, disk or connections left, a broker that is away.
 */
public final class Outages {
    /** Classes of SQLSTATE (PostgreSQL, appendix A): connection exception, insufficient resources, system error. */
    private static final Set<String> CLASSES = Set.of("08", "53", "58");

    // Serialization failure, deadlock, lock not available; query cancelled; the server goes, comes, drops what is idle;
    // a standby; a login refused, a database missing: they concern the connection, whatever is sent on it.
    private static final Set<String> STATES = Set.of(
            "40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "25P03", "25006", "28000", "28P01",
            "3D000");

    /** Data exception, cardinality, integrity, a view's check, a limit of the program, raised by a trigger. */
    private static final Set<String> OF_VALUES = Set.of("21", "22", "23", "44", "54", "P0");

    private static final String CANCELLED = "57014";

    // Serialization failure, deadlock, lock not available.
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");

    private static final Set<ErrorCode> CODES =
            EnumSet.of(ErrorCode.SERVICE_UNAVAILABLE, ErrorCode.STORAGE_EXHAUSTED, ErrorCode.BROKER_UNAVAILABLE);

    private static final List<Class<? extends Throwable>> TYPES = List.of(
            ClosedConnectionException.class,
            TimeoutException.class,
            io.smallrye.mutiny.TimeoutException.class,
            RetriableException.class,
            SenderOverloadedException.class,
            OptimisticLockException.class,
            StaleStateException.class);

    // What Vert.x' pool and connection say without a type of their own.
    private static final List<String> MESSAGES = List.of(
            "Timeout",
            "Connection is not active now",
            "SSL handshake failed",
            "Postgres Server does not handle SSL connection",
            "Pending requests failed to be sent due to connection has been closed",
            "Connection was closed",
            "Connection closed",
            // the process ends
            "Pool closed");

    private Outages() {}

    /** Whether the failure, or what caused it, is an outage. */
    public static boolean isOutage(Throwable failure) {
        return !isOfShare(failure) && isOfAll(failure);
    }

    /**
     * Whether an organization was refused because it uses all of its own share, as of the database's connections. It is to
     * be tried again later, and only it: others have theirs.
     */
    public static boolean isOfShare(Throwable failure) {
        return Causes.of(failure).anyMatch(cause -> cause instanceof ProblemException problem && problem.isOfShare());
    }

    private static boolean isOfAll(Throwable failure) {
        Optional<String> state = DatabaseProblems.sqlState(failure);
        return state.isPresent() && isOfValues(state.get())
                ? isConnectionLost(failure)
                : state.filter(Outages::isOutageState).isPresent()
                        || Causes.of(failure).anyMatch(Outages::isOutageType);
    }

    /**
     * Whether a statement was cancelled, as by {@code statement_timeout}. It is an outage when the database is slow, and
     * the item's fault when it is so each time: whoever waits for it counts.
     */
    public static boolean isCancelled(Throwable failure) {
        return DatabaseProblems.sqlState(failure).filter(CANCELLED::equals).isPresent();
    }

    /**
     * Whether another transaction was in the way: a lock was waited for in vain, a deadlock, a serialization failure. It
     * counts as an outage, as most locks are held for a moment; where it may be one organization's rows that are locked, the
     * work of the others goes on without them.
     */
    public static boolean isConflict(Throwable failure) {
        return DatabaseProblems.sqlState(failure).filter(CONFLICTS::contains).isPresent();
    }

    /** Whether the database refused a value: to try again gives the same. */
    public static boolean isOfValue(Throwable failure) {
        return !isOutage(failure)
                && DatabaseProblems.sqlState(failure)
                        .filter(Outages::isOfValues)
                        .isPresent();
    }

    /** A connection lost while a refused value is rolled back: the next try tells. */
    private static boolean isConnectionLost(Throwable failure) {
        return Causes.of(failure).anyMatch(cause -> cause instanceof ClosedConnectionException || isIo(cause));
    }

    private static boolean isOutageType(Throwable cause) {
        return TYPES.stream().anyMatch(type -> type.isInstance(cause))
                || isIo(cause)
                || cause instanceof ProblemException problem && CODES.contains(problem.code())
                || (cause instanceof VertxException || cause instanceof NoStackTraceThrowable)
                        && isOutageMessage(cause.getMessage());
    }

    /** Exceptions of Jackson, and of what is read from memory, are IOExceptions too, and no connection that broke. */
    private static boolean isIo(Throwable cause) {
        return cause instanceof IOException
                && !(cause instanceof JacksonException)
                && !(cause instanceof CharacterCodingException)
                && !(cause instanceof UTFDataFormatException);
    }

    private static boolean isOutageMessage(@Nullable String message) {
        return message != null && MESSAGES.stream().anyMatch(message::startsWith);
    }

    static boolean isOutageState(String state) {
        return STATES.contains(state) || CLASSES.contains(classOf(state));
    }

    private static boolean isOfValues(String state) {
        return OF_VALUES.contains(classOf(state));
    }

    private static String classOf(String state) {
        return state.length() < 2 ? state : state.substring(0, 2);
    }
}
