package io.atrium.integration.webhook;

import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** {@code ?source=&status=&type=&since=&until=} of the event list; as {@code @BeanParam}. */
public class WebhookFilter {

    @QueryParam("source")
    @Nullable
    String source;

    @QueryParam("status")
    @Parameter(description = "PROCESSED, RETRY, PARKED or DEAD")
    @Nullable
    String status;

    @QueryParam("type")
    @Nullable
    String type;

    @QueryParam("since")
    @Parameter(description = "Received at or after, RFC 3339")
    @Nullable
    String since;

    @QueryParam("until")
    @Parameter(description = "Received before, RFC 3339")
    @Nullable
    String until;

    Optional<String> source() {
        return text(source);
    }

    Optional<String> type() {
        return text(type);
    }

    Optional<WebhookState> status() {
        try {
            return text(status).map(name -> WebhookState.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("status", "must be PROCESSED, RETRY, PARKED or DEAD");
        }
    }

    Optional<Instant> since() {
        return time("since", since);
    }

    Optional<Instant> until() {
        return time("until", until);
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty()).map(ReceivedWebhook::storable);
    }

    private static Optional<Instant> time(String name, @Nullable String value) {
        try {
            return text(value).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name, "must be an RFC 3339 time");
        }
    }
}
