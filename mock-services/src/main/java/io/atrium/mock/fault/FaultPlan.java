package io.atrium.mock.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Switches of a provider. A null or false one is off.
 *
 * @param latencyMs       wait before each answer, milliseconds
 * @param latencyJitterMs up to this much more, milliseconds
 * @param errorRate       share of calls that fail, 0 to 1; 1 when only {@code status} is given
 * @param status          status of a call that fails, 500 when only {@code errorRate} is given
 * @param calls           how many calls the switches last; without end when null
 * @param scope           {@code account} (default) or {@code provider}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaultPlan(
        @Nullable Integer latencyMs,
        @Nullable Integer latencyJitterMs,
        @Nullable Double errorRate,
        @Nullable Integer status,
        @Nullable RateLimit rateLimit,
        @Nullable Boolean truncateBodies,
        @Nullable Boolean outage,
        @Nullable Boolean hang,
        @Nullable Boolean slowLoris,
        @JsonProperty("html_200") @Nullable Boolean html200,
        @Nullable Boolean emptyList,
        @Nullable Boolean halfList,
        @Nullable Boolean duplicates,
        @Nullable Boolean outOfOrder,
        @Nullable Integer calls,
        @Nullable String scope) {

    public static final FaultPlan NONE = new FaultPlan(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final int LONGEST_MS = 600_000;

    public FaultPlan {
        within("latency_ms", latencyMs, 0, LONGEST_MS);
        within("latency_jitter_ms", latencyJitterMs, 0, LONGEST_MS);
        within("status", status, 400, 599);
        within("calls", calls, 1, Integer.MAX_VALUE);
        if (errorRate != null && !(errorRate >= 0 && errorRate <= 1)) {
            throw new IllegalArgumentException("error_rate is between 0 and 1");
        }
        if (scope != null && !scope.equals("account") && !scope.equals("provider")) {
            throw new IllegalArgumentException("scope is account or provider");
        }
    }

    /** A refusal for going too fast; {@code format} of {@code Retry-After} is {@code seconds} or {@code http_date}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RateLimit(
            @Nullable Integer retryAfterSeconds, @Nullable String format) {

        public RateLimit {
            within("retry_after_seconds", retryAfterSeconds, 0, 31_536_000);
            if (format != null && !format.equals("seconds") && !format.equals("http_date")) {
                throw new IllegalArgumentException("format is seconds or http_date");
            }
        }

        public int seconds() {
            return retryAfterSeconds == null ? 1 : retryAfterSeconds;
        }

        @JsonIgnore
        public boolean isDate() {
            return "http_date".equals(format);
        }
    }

    public static boolean on(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    @JsonIgnore
    public boolean isForProvider() {
        return "provider".equals(scope);
    }

    /** Whether anything here is about calls to the data. */
    boolean touchesCalls() {
        return latencyMs != null
                || latencyJitterMs != null
                || errorRate != null
                || status != null
                || rateLimit != null
                || on(truncateBodies)
                || on(outage)
                || on(hang)
                || on(slowLoris)
                || on(html200)
                || on(emptyList)
                || on(halfList);
    }

    boolean touchesDeliveries() {
        return on(duplicates) || on(outOfOrder);
    }

    /** Milliseconds that this call waits. */
    public long waitMillis() {
        long least = latencyMs == null ? 0 : latencyMs;
        long more = latencyJitterMs == null ? 0 : latencyJitterMs;
        return least + ThreadLocalRandom.current().nextLong(more + 1);
    }

    /** Share of calls that fail, 0 to 1. */
    public double failureShare() {
        return errorRate != null ? errorRate : status != null ? 1 : 0;
    }

    public int failureStatus() {
        return status == null ? 500 : status;
    }

    FaultPlan withCalls(int left) {
        return new FaultPlan(
                latencyMs,
                latencyJitterMs,
                errorRate,
                status,
                rateLimit,
                truncateBodies,
                outage,
                hang,
                slowLoris,
                html200,
                emptyList,
                halfList,
                duplicates,
                outOfOrder,
                left,
                scope);
    }

    private static void within(String name, @Nullable Integer value, int low, int high) {
        if (value != null && (value < low || value > high)) {
            throw new IllegalArgumentException(name + " is between " + low + " and " + high);
        }
    }
}
