package io.atrium.kit.caller;

import static java.util.Objects.requireNonNull;

/**
 * A request with a valid token that was answered with 403.
 *
 * @param operation method and path template, such as {@code DELETE /api/v1/users/{id}}
 * @param path path of this request, at most 512 characters
 * @param code the problem's code
 */
public record RefusedAccess(Caller caller, String operation, String path, String code) {
    private static final int LONGEST_PATH = 512;

    public RefusedAccess {
        requireNonNull(caller, "caller");
        requireNonNull(operation, "operation");
        requireNonNull(code, "code");
        path = path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH);
    }
}
