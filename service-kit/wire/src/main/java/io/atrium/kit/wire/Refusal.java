package io.atrium.kit.wire;

import java.util.Locale;

/** What is answered where no service is reached, in the vocabulary that the services' problems have (RFC 9457). */
public enum Refusal {
    MALFORMED_REQUEST(400, "The request cannot be read", "The request is not one of HTTP/1.1."),
    NOT_FOUND(404, "Not found", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", "This address does not take the method."),
    REQUEST_TIMEOUT(408, "The request took too long to arrive", "The head of the request was sent too slowly."),
    PAYLOAD_TOO_LARGE(413, "The body is too large", "The body is larger than this address takes."),
    URI_TOO_LONG(414, "The address is too long", "The request's address is too long."),
    HEADERS_TOO_LARGE(431, "The header fields are too large", "The request's header fields are too large."),
    INTERNAL_ERROR(500, "Internal error", "The request could not be handled."),
    NOT_IMPLEMENTED(501, "Not implemented", "The request needs something that is not supported."),
    UPSTREAM_FAILED(502, "A service behind this one failed", "The service behind this address could not be reached."),
    SERVICE_UNAVAILABLE(503, "The service is unavailable", "The service behind this address is busy; try again."),
    UPSTREAM_TIMEOUT(
            504, "A service behind this one did not answer", "The service behind this address did not answer in time."),
    VERSION_NOT_SUPPORTED(505, "The version of HTTP is not supported", "HTTP/1.0 and HTTP/1.1 are supported.");

    private final int status;
    private final String title;
    private final String detail;

    Refusal(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The same sentence for every occurrence. */
    public String title() {
        return title;
    }

    /** What happened, for people. */
    public String detail() {
        return detail;
    }

    /** The {@code type} member of the problem. */
    public String type() {
        return "urn:atrium:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True where the same request may succeed in a moment. */
    public boolean isTransient() {
        return status == 502 || status == 503 || status == 504;
    }

    /**
     * The body, {@code application/problem+json}.
     *
     * @param path the request's path; one that would need escaping in JSON is left out
     * @param requestId the reply's {@code X-Request-Id}
     */
    public String problem(String path, String requestId) {
        return "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\",\"instance\":\"%s\",\"request_id\":\"%s\"}"
                .formatted(type(), title, status, name(), detail, isPlain(path) ? path : "/", requestId);
    }

    private static boolean isPlain(String path) {
        return !path.isEmpty()
                && path.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "/_.~%!$&'()*+,=:@;-".indexOf(c) >= 0);
    }
}
