package io.atrium.integration.webhook;

import io.atrium.kit.documentation.Examples;
import io.atrium.kit.json.Storable;
import io.atrium.kit.paging.TimeRange;
import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** {@code ?source=&type=&since=&until=} of the event lists; as {@code @BeanParam}. */
public class WebhookFilter {

    private static final int LONGEST_SOURCE = 63;

    @QueryParam("source")
    @Parameter(
            description = "Name of the source, exactly",
            example = "payment",
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST_SOURCE))
    @Nullable
    String source;

    @QueryParam("type")
    @Parameter(
            description = "The provider's type of the event, exactly",
            example = "payment.succeeded",
            schema = @Schema(type = SchemaType.STRING, maxLength = WebhookInterpreter.LONGEST_TYPE))
    @Nullable
    String type;

    @QueryParam("since")
    @Parameter(
            description = "Received at this time (RFC 3339) or later",
            example = Examples.SINCE,
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String since;

    @QueryParam("until")
    @Parameter(
            description = "Received before this time (RFC 3339), which is not before since",
            example = Examples.UNTIL,
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String until;

    Optional<String> source() {
        return text("source", source, LONGEST_SOURCE);
    }

    Optional<String> type() {
        return text("type", type, WebhookInterpreter.LONGEST_TYPE);
    }

    TimeRange received() {
        return TimeRange.parameters(since, until);
    }

    /** What is longer than any stored value is no filter of them. */
    private static Optional<String> text(String name, @Nullable String value, int longest) {
        if (value != null && value.length() > longest) {
            throw ProblemException.invalid(name, "must be text of at most " + longest + " characters");
        }
        return Optional.ofNullable(value).filter(text -> !text.isEmpty()).map(Storable::plain);
    }
}
