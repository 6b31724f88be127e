package io.atrium.mock.json;

/** A request that is answered with an error (RFC 9457). */
public final class MockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private MockException(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    public static MockException badRequest(String detail) {
        return new MockException(400, "BAD_REQUEST", detail);
    }

    public static MockException unauthenticated() {
        return new MockException(401, "UNAUTHENTICATED", "A bearer credential is required");
    }

    public static MockException notFound() {
        return new MockException(404, "NOT_FOUND", "There is nothing here");
    }

    public static MockException conflict(String code, String detail) {
        return new MockException(409, code, detail);
    }

    public static MockException preconditionFailed() {
        return new MockException(412, "PRECONDITION_FAILED", "The record has another version");
    }

    public static MockException injected(int status) {
        return new MockException(status, "INJECTED_FAULT", "The provider was told to fail");
    }

    public static MockException of(int status, String code, String detail) {
        return new MockException(status, code, detail);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The body of the reply. */
    public byte[] toProblem() {
        return Json.bytes(Json.object()
                .put("type", "about:blank")
                .put(
                        "title",
                        code.charAt(0)
                                + code.substring(1)
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '))
                .put("status", status)
                .put("code", code)
                .put("detail", getMessage()));
    }
}
