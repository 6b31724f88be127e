package io.atrium.kit.consumer;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.deadline.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * For operators: the records that this service could not process. {@code GET …/topics} names the topics it consumes,
 * {@code GET …} lists what waits of one, {@code POST …/retry} tries it again, oldest first.
 */
@Path("/internal/dead-letters")
@RolesAllowed(Roles.SERVICE)
public class DeadLetterResource {
    private final DeadLetterRetry retry;

    DeadLetterResource(DeadLetterRetry retry) {
        this.retry = retry;
    }

    @GET
    @Path("topics")
    @Operation(hidden = true)
    public Uni<ConsumedTopics> topics() {
        return Uni.createFrom().item(new ConsumedTopics(retry.topics()));
    }

    /** Reads the topic, and so may wait for the broker longer than other requests wait for anything. */
    @Deadline(seconds = 30)
    @GET
    @Operation(hidden = true)
    public Uni<DeadLetterListResponse> list(
            @QueryParam("topic") @NotNull String topic,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return retry.list(topic, DeadLetterCursor.parse(cursor), limit)
                .map(page -> new DeadLetterListResponse(
                        page.letters().stream().map(DeadLetterResponse::of).toList(),
                        page.more() ? DeadLetterCursor.text(page.next()) : null));
    }

    /** What was not done in time is tried by the next call: its effect is not had twice. */
    @Deadline(seconds = 60)
    @POST
    @Path("retry")
    @Operation(hidden = true)
    public Uni<DeadLetterRetryResponse> retry(
            @QueryParam("topic") @NotNull String topic,
            @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(500) int limit) {
        return retry.retry(topic, limit);
    }

    /** The topics that this service consumes, in alphabetical order. */
    public record ConsumedTopics(List<String> topics) {}

    /**
     * A part of the list.
     *
     * @param nextCursor where it goes on; null at its end
     */
    public record DeadLetterListResponse(
            List<DeadLetterResponse> items, @Nullable String nextCursor) {}
}
