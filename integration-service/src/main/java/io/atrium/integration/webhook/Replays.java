package io.atrium.integration.webhook;

import io.atrium.kit.budget.SharedAmount;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What one call of a replay by filter may do: in bytes, and one call of an organization at a time in this process. */
@ApplicationScoped
class Replays {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long maxBytes;
    private final SharedAmount<UUID> running = new SharedAmount<>(Integer.MAX_VALUE, 1);

    Replays(WebhookConfig config) {
        this.maxBytes = config.replayBytes();
    }

    /** Fails with RATE_LIMITED while another one of the organization is under way. */
    <T> Uni<T> alone(UUID organization, Supplier<Uni<T>> replay) {
        return Uni.createFrom().deferred(() -> {
            if (!running.take(organization, 1)) {
                return Uni.createFrom()
                        .failure(new ProblemException(
                                        ErrorCode.RATE_LIMITED, "The organization has a replay by filter under way.")
                                .withRetryAfter(RETRY_AFTER));
            }
            return replay.get().onTermination().invoke(() -> running.give(organization, 1));
        });
    }

    /** The first ones, as many as the limits allow; one at least, whatever its size. */
    List<EndedEvent> within(int most, List<EndedEvent> events) {
        List<EndedEvent> taken = new ArrayList<>();
        long bytes = 0;
        for (EndedEvent event : events) {
            bytes += event.bytes();
            if (taken.size() == most || (bytes > maxBytes && !taken.isEmpty())) {
                break;
            }
            taken.add(event);
        }
        return taken;
    }
}
