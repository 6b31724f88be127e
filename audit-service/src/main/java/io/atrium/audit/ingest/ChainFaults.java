package io.atrium.audit.ingest;

import io.atrium.kit.database.DatabaseProblems;
import java.util.Optional;

/** Which failures of appending lie in one organization's chain. */
final class ChainFaults {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNIQUE_VIOLATION = "23505";

    private ChainFaults() {}

    /** Why the chain does not take the changes; empty when the failure is of another kind. */
    static Optional<WaitReason> reason(Throwable failure) {
        return DatabaseProblems.sqlState(failure).flatMap(ChainFaults::ofState);
    }

    private static Optional<WaitReason> ofState(String state) {
        return switch (state) {
            case LOCK_NOT_AVAILABLE -> Optional.of(WaitReason.HEAD_LOCKED);
            case UNIQUE_VIOLATION -> Optional.of(WaitReason.CHAIN_REFUSES);
            default -> Optional.empty();
        };
    }
}
