package io.atrium.local.gateway;

import io.vertx.core.json.JsonObject;

/** What the gateway itself answers instead of a service, as {@code application/problem+json} (RFC 9457). */
enum GatewayProblem {
    BAD_REQUEST(400, "Bad request", "The request could not be read."),
    NOT_FOUND(404, "Not found", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "This method is not served."),
    PAYLOAD_TOO_LARGE(413, "Payload too large", "The body is larger than this address takes."),
    URI_TOO_LONG(414, "URI too long", "The request's address is too long."),
    HEADERS_TOO_LARGE(431, "Request header fields too large", "The request's headers are too large."),
    BAD_GATEWAY(502, "Bad gateway", "The service behind this address could not be reached."),
    SERVICE_UNAVAILABLE(503, "Service unavailable", "The service behind this address is busy; try again."),
    GATEWAY_TIMEOUT(504, "Gateway timeout", "The service behind this address did not answer in time.");

    private final int status;
    private final String title;
    private final String detail;

    GatewayProblem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    /** True where the same request may succeed in a moment. */
    boolean isTransient() {
        return status == 502 || status == 503 || status == 504;
    }

    String body(String instance, String requestId) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("code", name())
                .put("detail", detail)
                .put("instance", instance)
                .put("request_id", requestId)
                .encode();
    }
}
