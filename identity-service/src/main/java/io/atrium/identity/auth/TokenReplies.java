package io.atrium.identity.auth;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Replies that carry tokens are kept by no cache (RFC 6749, section 5.1). */
public final class TokenReplies {

    private TokenReplies() {}

    public static <T> RestResponse<T> ok(T tokens) {
        return of(RestResponse.Status.OK, tokens);
    }

    public static <T> RestResponse<T> of(RestResponse.Status status, T tokens) {
        return RestResponse.ResponseBuilder.create(status, tokens)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
