package io.atrium.kit.problem;

import java.util.Locale;

/** Every error a client of the platform can meet: a stable code, its HTTP status and a title for people. */
public enum ErrorCode {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    UNKNOWN_PROPERTY(400, "The request has an unknown property"),
    ORGANIZATION_REQUIRED(400, "An organization must be named"),
    UNAUTHENTICATED(401, "Authentication is required"),
    INVALID_CREDENTIALS(401, "The address or the password is wrong"),
    INVALID_GRANT(401, "The grant is invalid, expired or used"),
    SIGNATURE_INVALID(401, "The signature does not match"),
    SIGNATURE_MISSING(401, "The signature is missing"),
    SIGNATURE_STALE(401, "The signature's timestamp is outside the tolerance"),
    FORBIDDEN(403, "Not allowed"),
    ORGANIZATION_SUSPENDED(403, "The organization is suspended"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "No acceptable representation"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    CONFLICT(409, "The request conflicts with the current state"),
    EMAIL_TAKEN(409, "The address is taken"),
    USERNAME_TAKEN(409, "The username is taken"),
    DOMAIN_TAKEN(409, "The domain is taken"),
    SUBDOMAIN_TAKEN(409, "The subdomain is taken"),
    SOURCE_TAKEN(409, "The source's name is taken"),
    LAST_ADMIN(409, "The last administrator cannot be removed"),
    PRECONDITION_FAILED(412, "The resource has changed"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    VALIDATION_FAILED(422, "The request is not valid"),
    PASSWORD_REFUSED(422, "The password is refused"),
    PRECONDITION_REQUIRED(428, "A precondition is required"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The header fields are too large"),
    INTERNAL_ERROR(500, "Internal error"),
    NOT_IMPLEMENTED(501, "Not implemented"),
    UPSTREAM_FAILED(502, "A service behind this one failed"),
    SERVICE_UNAVAILABLE(503, "The service is unavailable"),
    STORAGE_EXHAUSTED(503, "There is no storage left"),
    BROKER_UNAVAILABLE(503, "The message broker is unavailable"),
    NOT_READY(503, "The service is not ready yet"),
    UPSTREAM_TIMEOUT(504, "A service behind this one did not answer"),
    VERSION_NOT_SUPPORTED(505, "The version of HTTP is not supported");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short sentence that is the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The {@code type} member of the problem: a URN, as there is no page to dereference. */
    public String type() {
        return "urn:atrium:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code that stands for a bare HTTP status; unknown client errors count as malformed, the rest as internal. */
    public static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 409 -> CONFLICT;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> VALIDATION_FAILED;
            case 428 -> PRECONDITION_REQUIRED;
            case 429 -> RATE_LIMITED;
            case 431 -> HEADERS_TOO_LARGE;
            case 501 -> NOT_IMPLEMENTED;
            case 502 -> UPSTREAM_FAILED;
            case 503 -> SERVICE_UNAVAILABLE;
            case 504 -> UPSTREAM_TIMEOUT;
            case 505 -> VERSION_NOT_SUPPORTED;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
