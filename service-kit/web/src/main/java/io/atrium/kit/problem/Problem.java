package io.atrium.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error reply, RFC 9457.
 *
 * @param type URN of the kind of problem
 * @param title the same sentence for every occurrence of the code
 * @param status the HTTP status
 * @param code stable name, A–Z and underscore
 * @param detail what happened this time
 * @param instance path of the request
 * @param requestId the {@code X-Request-Id} of the reply
 * @param errors violations by field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "instance", "request_id", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,
        @Nullable String instance,
        @JsonProperty("request_id") @Nullable String requestId,
        @Nullable List<Violation> errors) {

    public Problem {
        errors = errors == null || errors.isEmpty() ? null : List.copyOf(errors);
    }

    static Problem of(ErrorCode code, @Nullable String detail, String instance, String requestId) {
        return of(code, detail, instance, requestId, List.of());
    }

    static Problem of(
            ErrorCode code, @Nullable String detail, String instance, String requestId, List<Violation> errors) {
        return new Problem(code.type(), code.title(), code.status(), code.name(), detail, instance, requestId, errors);
    }
}
