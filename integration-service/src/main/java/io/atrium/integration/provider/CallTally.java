package io.atrium.integration.provider;

import io.atrium.kit.json.Storable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts calls of one organization to one provider. Fixed in size; used by one thread at a time. */
final class CallTally {

    private static final int LONGEST_MESSAGE = 300;

    private final Integer[] latency = new Integer[LatencyScale.BUCKETS];
    private long calls;
    private long failures;
    private long answered;
    private long unanswered;
    private int goodInRow;
    private CallSummary.@Nullable LastError lastError;
    private @Nullable Circuit circuit;

    CallTally() {
        Arrays.fill(latency, 0);
    }

    void succeeded(Duration took) {
        calls++;
        answered++;
        goodInRow++;
        took(took);
    }

    void failed(ProviderException failure, Duration took) {
        ProviderFault fault = failure.fault();
        calls++;
        failures++;
        goodInRow = 0;
        lastError = new CallSummary.LastError(fault.code(), message(failure), Instant.now());
        if (fault.isAnswer()) {
            answered++;
        } else if (fault.countsForCircuit()) {
            unanswered++;
        }
        if (fault.isAnswer() || (fault.countsForCircuit() && fault != ProviderFault.PROVIDER_UNAVAILABLE)) {
            took(took);
        }
    }

    void refusedByCircuit() {
        unanswered++;
    }

    void changed(Circuit now) {
        circuit = now;
    }

    /** Adds what was counted before, and could not be written down. */
    void addEarlier(CallSummary earlier) {
        goodInRow += lastError == null ? earlier.goodInRow() : 0;
        calls += earlier.calls();
        failures += earlier.failures();
        answered += earlier.answered();
        unanswered += earlier.unanswered();
        List<Integer> counts = earlier.latency();
        for (int i = 0; i < latency.length; i++) {
            latency[i] += counts.get(i);
        }
        lastError = lastError == null ? earlier.lastError() : lastError;
        circuit = circuit == null ? earlier.circuit() : circuit;
    }

    CallSummary summary(UUID organizationId, String provider) {
        return new CallSummary(
                organizationId,
                provider,
                calls,
                failures,
                answered,
                unanswered,
                goodInRow,
                Arrays.asList(latency),
                lastError,
                circuit);
    }

    private void took(Duration duration) {
        latency[LatencyScale.bucket(duration.toNanos())]++;
    }

    private static String message(ProviderException failure) {
        String text = Storable.plain(String.valueOf(failure.getMessage()));
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }
}
