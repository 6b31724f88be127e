package io.atrium.webhook.intake.batch;

import io.atrium.webhook.intake.AsymmetricSignatures;
import io.atrium.webhook.signature.SignatureVerifier;
import io.atrium.webhook.signature.SignedRequest;
import io.atrium.webhook.signature.Verdict;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Verifies batches over their bytes as they came. A signature under a public key needs a place among those of single
 * deliveries, and memory for its copies of the body.
 */
@Singleton
final class BatchVerification {

    private static final int COPIES = 2;

    private final AsymmetricSignatures asymmetric;
    private final BatchBudget budget;

    BatchVerification(AsymmetricSignatures asymmetric, BatchBudget budget) {
        this.asymmetric = asymmetric;
        this.budget = budget;
    }

    /** What is left to do on the {@link BatchWorkers}, once. */
    @FunctionalInterface
    interface Step {

        /** The verdict, or {@code null} when there is no room for the copies. */
        @Nullable
        Verdict run();
    }

    /** Gives {@code null} when too much is being verified. Never waits. */
    @Nullable
    Step begin(ReceivedBatch batch, byte[] wire) {
        SignatureVerifier verifier = batch.source().verifier();
        SignedRequest request =
                new SignedRequest(batch.headers(), wire, batch::url, Math.floorDiv(batch.receivedAt(), 1000L));
        if (!verifier.isAsymmetric(request)) {
            return () -> verifier.verify(request);
        }
        AsymmetricSignatures.Place place = asymmetric.enter(batch.sender(), batch.source());
        return place == null ? null : () -> verify(verifier, request, wire.length, place);
    }

    private @Nullable Verdict verify(
            SignatureVerifier verifier, SignedRequest request, int length, AsymmetricSignatures.Place place) {
        BatchBudget.Lease copies = budget.open(BatchBudget.COPIES);
        try {
            return copies.take((long) COPIES * length) ? verifier.verify(request) : null;
        } finally {
            copies.close();
            place.leave();
        }
    }
}
