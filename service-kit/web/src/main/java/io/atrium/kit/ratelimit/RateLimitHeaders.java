package io.atrium.kit.ratelimit;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * {@code RateLimit-Policy} and {@code RateLimit} as lists of structured fields
 * (draft-ietf-httpapi-ratelimit-headers-10): quota and window of each policy, what remains, and in how many seconds more
 * will.
 */
final class RateLimitHeaders {

    static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");

    private RateLimitHeaders() {}

    static void put(HttpServerResponse response, Decision decision) {
        response.putHeader(POLICY, policies(decision)).putHeader(STATE, states(decision));
    }

    static String policies(Decision decision) {
        StringBuilder text = new StringBuilder(64);
        for (Quota quota : decision.quotas()) {
            begin(text, quota)
                    .append(";q=")
                    .append(quota.limit().quota())
                    .append(";w=")
                    .append(quota.limit().window().toSeconds());
        }
        return text.toString();
    }

    static String states(Decision decision) {
        StringBuilder text = new StringBuilder(64);
        for (Quota quota : decision.quotas()) {
            begin(text, quota)
                    .append(";r=")
                    .append(quota.remaining())
                    .append(";t=")
                    .append(quota.waitSeconds());
        }
        return text.toString();
    }

    private static StringBuilder begin(StringBuilder text, Quota quota) {
        return text.append(text.isEmpty() ? "\"" : ", \"")
                .append(quota.limit().name())
                .append('"');
    }
}
