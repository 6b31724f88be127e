package io.atrium.mock.webhook;

import java.util.List;

/** What came of an order to send webhooks: each delivery, and how many ended in each way. */
public record SendReport(
        int requested,
        long accepted,
        long duplicate,
        long refused,
        long exhausted,
        long dropped,
        long attempts,
        long durationMs,
        List<DeliveryResult> results) {

    static SendReport of(int requested, List<DeliveryResult> results, long durationMs) {
        return new SendReport(
                requested,
                count(results, "accepted"),
                count(results, "duplicate"),
                count(results, "refused"),
                count(results, "exhausted"),
                count(results, "dropped"),
                results.stream().mapToLong(DeliveryResult::attempts).sum(),
                durationMs,
                List.copyOf(results));
    }

    private static long count(List<DeliveryResult> results, String outcome) {
        return results.stream()
                .filter(result -> result.outcome().equals(outcome))
                .count();
    }
}
