package io.atrium.integration.webhook;

import io.atrium.kit.json.Storable;
import io.atrium.kit.time.Rfc3339;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** {@code ?source=&type=&since=&until=} of the event lists; as {@code @BeanParam}. */
public class WebhookFilter {

    @QueryParam("source")
    @Nullable
    String source;

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

    Optional<Instant> since() {
        return Rfc3339.parameter("since", since);
    }

    Optional<Instant> until() {
        return Rfc3339.parameter("until", until);
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty()).map(Storable::plain);
    }
}
