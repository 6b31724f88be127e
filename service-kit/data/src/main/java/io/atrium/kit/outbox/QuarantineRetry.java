package io.atrium.kit.outbox;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried again: one of the two.
 *
 * @param id of a message
 * @param all the oldest 1,000
 */
public record QuarantineRetry(@Nullable UUID id, @Nullable Boolean all) {

    QuarantineRetry checked() {
        if ((id == null) != Boolean.TRUE.equals(all)) {
            throw new ProblemException(ErrorCode.VALIDATION_FAILED, "Give either \"id\" or \"all\": true.");
        }
        return this;
    }
}
