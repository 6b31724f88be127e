package io.atrium.audit.trail;

import io.atrium.contracts.ActionOutcome;
import io.atrium.contracts.ActorType;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.paging.TimeRange;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.sql.SqlConditions;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a search asks for; parameters left out restrict nothing. */
public class EventFilter {
    private static final Set<String> OUTCOMES =
            Arrays.stream(ActionOutcome.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST = 256;

    @QueryParam("actor")
    @Parameter(
            description = "Id of who did it: a user, service or provider",
            example = Examples.USER_ID,
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST))
    @Nullable
    String actor;

    @QueryParam("action")
    @Parameter(
            description = "What was done, exactly: resource and verb",
            example = EventSummary.EXAMPLE_ACTION,
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST))
    @Nullable
    String action;

    @QueryParam("resource_type")
    @Parameter(
            description = "Kind of what it was done to, exactly",
            example = "user",
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST))
    @Nullable
    String resourceType;

    @QueryParam("resource_id")
    @Parameter(
            description = "Id of what it was done to, exactly",
            example = EventSummary.EXAMPLE_RESOURCE_ID,
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST))
    @Nullable
    String resourceId;

    @QueryParam("ip")
    @Parameter(
            description = "Address that the request came from, as the trail writes it (IPv4 or IPv6)",
            example = Examples.IP,
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST))
    @Nullable
    String ip;

    @QueryParam("outcome")
    @Parameter(
            description = "What became of it: SUCCESS, FAILURE or DENIED",
            example = "SUCCESS",
            schema = @Schema(enumeration = {"SUCCESS", "FAILURE", "DENIED"}))
    @Nullable
    String outcome;

    @QueryParam("since")
    @Parameter(
            description = "Occurred at this time (RFC 3339) or later",
            example = Examples.SINCE,
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String since;

    @QueryParam("until")
    @Parameter(
            description = "Occurred before this time (RFC 3339), which is not before since",
            example = Examples.UNTIL,
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String until;

    @QueryParam("q")
    @Parameter(
            description = "Text that one of the event's values contains, in any case",
            example = "alice@example.com",
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST))
    @Nullable
    String q;

    /**
     * The conditions on the columns of {@code audit_payloads}.
     *
     * @param ownOf whose own events alone are searched; null for everybody's
     */
    SqlConditions conditions(@Nullable UUID ownOf) {
        TimeRange occurred = occurred();
        SqlConditions conditions = new SqlConditions()
                .andIfGiven("actor_id = %s", text("actor", actor))
                .andIfGiven("action = %s", text("action", action))
                .andIfGiven("resource_type = %s", text("resource_type", resourceType))
                .andIfGiven("resource_id = %s", text("resource_id", resourceId))
                .andIfGiven("ip = %s", text("ip", ip))
                .andIfGiven("outcome = %s", outcome())
                .andIfGiven("occurred_at >= %s", occurred.since().orElse(null))
                .andIfGiven("occurred_at < %s", occurred.until().orElse(null))
                .andIfGiven("position(%s IN words) > 0", words());
        return ownOf == null
                ? conditions
                : conditions.and("actor_type = %s", ActorType.USER.name()).and("actor_id = %s", ownOf.toString());
    }

    /** The indexes that have the events of one of the values that are asked for, those with the fewest events first. */
    List<TrailIndex> indexes(@Nullable UUID ownOf) {
        List<TrailIndex> indexes = new ArrayList<>();
        if (resourceId != null) {
            indexes.add(new TrailIndex("resource_id", resourceId));
        }
        if (ownOf != null) {
            indexes.add(new TrailIndex("actor_id", ownOf.toString()));
        } else if (actor != null) {
            indexes.add(new TrailIndex("actor_id", actor));
        }
        if (action != null) {
            indexes.add(new TrailIndex("action", action));
        }
        return indexes;
    }

    TimeRange occurred() {
        return TimeRange.parameters(since, until);
    }

    /** The text to look for, in lower case, or null. */
    @Nullable
    String words() {
        String text = text("q", q);
        return text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Every restriction in its place, checked: what a cursor of the search is bound to.
     *
     * @param ownOf whose own events alone are searched; null for everybody's
     */
    @Nullable
    Object[] values(@Nullable UUID ownOf) {
        TimeRange occurred = occurred();
        return new @Nullable Object[] {
            ownOf,
            text("actor", actor),
            text("action", action),
            text("resource_type", resourceType),
            text("resource_id", resourceId),
            text("ip", ip),
            outcome(),
            occurred.since(),
            occurred.until(),
            words()
        };
    }

    /** What was asked for, as the audit of the search tells it. */
    Map<String, String> asked() {
        Map<String, String> asked = new TreeMap<>();
        put(asked, "actor", actor);
        put(asked, "action", action);
        put(asked, "resource_type", resourceType);
        put(asked, "resource_id", resourceId);
        put(asked, "ip", ip);
        put(asked, "outcome", outcome);
        put(asked, "since", since);
        put(asked, "until", until);
        put(asked, "q", q);
        return asked;
    }

    private static void put(Map<String, String> asked, String name, @Nullable String value) {
        if (value != null) {
            asked.put(name, value);
        }
    }

    private @Nullable String outcome() {
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw ProblemException.invalid("outcome", "must be SUCCESS, FAILURE or DENIED");
        }
        return outcome;
    }

    private static @Nullable String text(String name, @Nullable String value) {
        if (value != null && (value.length() > LONGEST || value.indexOf('\0') >= 0)) {
            throw ProblemException.invalid(name, "must be text of at most " + LONGEST + " characters");
        }
        return value;
    }
}
