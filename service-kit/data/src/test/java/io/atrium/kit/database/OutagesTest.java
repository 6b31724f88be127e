package io.atrium.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08P01", "40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "25P03",
                "25006", "28P01", "3D000", "53100", "53200", "53300", "58030"
            })
    void shouldKnowTheDatabasesOutages(String state) {
        assertThat(Outages.isOutage(postgres(state))).isTrue();
        assertThat(Outages.isOutage(new PersistenceException(postgres(state)))).isTrue();
        assertThat(Outages.isOfValue(postgres(state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "22P02", "22P05", "23505", "23514", "21000", "44000", "54000", "P0001"})
    void shouldKnowRefusedValues(String state) {
        assertThat(Outages.isOutage(postgres(state))).isFalse();
        assertThat(Outages.isOfValue(postgres(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42703", "42501", "42P01", "0A000", "XX000", "25P02", ""})
    void shouldWaitForNoDefectOfOurOwn(String state) {
        assertThat(Outages.isOutage(postgres(state))).isFalse();
        assertThat(Outages.isOfValue(postgres(state))).isFalse();
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new IOException("Connection reset by peer"),
                ClosedConnectionException.INSTANCE,
                new VertxException("Timeout", true),
                new NoStackTraceThrowable("Timeout waiting for connection"),
                new VertxException("Connection is not active now, current status: CLOSED", true),
                new NoStackTraceThrowable("Pool closed"),
                new VertxException("Pending requests failed to be sent due to connection has been closed.", true),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                new NotEnoughReplicasException("one of two"),
                new org.apache.kafka.common.errors.TimeoutException("no broker"),
                new OptimisticLockException(),
                new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "Away."),
                new ProblemException(ErrorCode.STORAGE_EXHAUSTED, "Full."),
                new CompletionException(new IOException("broken pipe")),
                new CompositeException(new IllegalStateException("first"), ClosedConnectionException.INSTANCE),
                new CompositeException(postgres("22003"), ClosedConnectionException.INSTANCE));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void shouldKnowOutagesAroundTheDatabase(Throwable failure) {
        assertThat(Outages.isOutage(failure)).isTrue();
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new NullPointerException(),
                new IllegalStateException("Bytes in memory cannot fail to be read"),
                new IllegalArgumentException("Timeout"),
                new StackOverflowError(),
                new VertxException("something else", true),
                new JsonParseException(null, "no JSON"),
                new RecordTooLargeException("too large"),
                new ProblemException(ErrorCode.CONFLICT, "Taken."),
                new CompositeException(postgres("22003"), postgres("25P02")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldTakeEverythingElseForTheItemsFault(Throwable failure) {
        assertThat(Outages.isOutage(failure)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("outages")
    void shouldAnswerAnOutageWith503(Throwable failure) {
        if (!(failure instanceof OptimisticLockException || failure instanceof ProblemException)) {
            assertThat(DatabaseProblems.codeOf(failure)).contains(ErrorCode.SERVICE_UNAVAILABLE);
        }
    }

    private static PgException postgres(String state) {
        return new PgException("a message", "ERROR", state, "");
    }
}
