package io.atrium.kit.problem;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error with a code of {@link ErrorCode}; its detail is shown to the client. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;
    private final transient List<Violation> errors;
    private final @Nullable Duration retryAfter;
    private final boolean ofShare;

    /** @param detail a sentence for the client; never a secret, never another tenant's data */
    public ProblemException(ErrorCode code, String detail) {
        this(code, detail, List.of(), null, false);
    }

    private ProblemException(
            ErrorCode code, String detail, List<Violation> errors, @Nullable Duration retryAfter, boolean ofShare) {
        super(code + ": " + detail);
        this.code = requireNonNull(code, "code");
        this.detail = requireNonNull(detail, "detail");
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
        this.ofShare = ofShare;
    }

    /** The one answer for what does not exist and for what belongs to another organization. */
    public static ProblemException notFound() {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no such resource.");
    }

    /** A 422 with one violation. */
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(ErrorCode.VALIDATION_FAILED, "A field is not valid.")
                .withErrors(List.of(new Violation(field, message)));
    }

    /** The same problem with violations by field. */
    public ProblemException withErrors(List<Violation> violations) {
        return new ProblemException(code, detail, violations, retryAfter, ofShare);
    }

    /** The same problem with a {@code Retry-After} header, rounded up to whole seconds. */
    public ProblemException withRetryAfter(Duration delay) {
        return new ProblemException(code, detail, errors, delay, ofShare);
    }

    /** The same problem, met because the organization uses all of its share: it says nothing of the others. */
    public ProblemException becauseOfShare() {
        return new ProblemException(code, detail, errors, retryAfter, true);
    }

    /** Without a stack: thrown for control flow on hot paths, where the stack tells nothing that the code does not. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<Violation> errors() {
        return errors == null ? List.of() : errors;
    }

    /** Whether the organization uses all of its share, while there is room for others. */
    public boolean isOfShare() {
        return ofShare;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
