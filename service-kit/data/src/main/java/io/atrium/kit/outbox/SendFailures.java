package io.atrium.kit.outbox;

import io.atrium.kit.database.Outages;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;

/**
 * Which failures of a send are not the message's: outages, and those of the producer's standing with the broker, which
 * concern whatever it sends. What is sent is then tried again without being counted.
 */
final class SendFailures {

    private static final Set<Class<? extends Exception>> STANDING = Set.of(
            RejectedExecutionException.class,
            InterruptException.class,
            AuthenticationException.class,
            AuthorizationException.class,
            ProducerFencedException.class,
            InvalidProducerEpochException.class,
            InvalidPidMappingException.class,
            OutOfOrderSequenceException.class,
            UnknownProducerIdException.class,
            TransactionAbortedException.class);

    private SendFailures() {}

    static boolean isOutage(Throwable failure) {
        return Outages.isOutage(failure) || isOfStanding(failure);
    }

    private static boolean isOfStanding(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            Throwable each = cause;
            if (STANDING.stream().anyMatch(type -> type.isInstance(each))) {
                return true;
            }
        }
        return false;
    }
}
