package io.atrium.kit.http;

import io.atrium.kit.documentation.Examples;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * {@code If-Match} and {@code If-None-Match} of a request that changes a versioned resource (RFC 9110, section 13). Every
 * such operation has it as {@code @BeanParam} and checks it in the transaction of the change, after the row was locked.
 * {@link ETagFilter} has refused values that cannot be read.
 */
public class Preconditions {

    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = Examples.IF_MATCH, example = Examples.ETAG)
    @Nullable
    String ifMatch;

    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    @Parameter(description = Examples.IF_NONE_MATCH, example = Examples.OLD_ETAG)
    @Nullable
    String ifNoneMatch;

    /** Preconditions of a request made in code. */
    public static Preconditions of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        Preconditions preconditions = new Preconditions();
        preconditions.ifMatch = ifMatch;
        preconditions.ifNoneMatch = ifNoneMatch;
        return preconditions;
    }

    /**
     * Checks the version that a resource has; without a precondition every version passes.
     *
     * @throws ProblemException PRECONDITION_FAILED when the request does not want to change this version,
     *     MALFORMED_REQUEST for what is no list of entity tags
     */
    public void check(int version) {
        String current = ETags.of(version);
        if (ifMatch != null && !EntityTags.parse(HttpHeaders.IF_MATCH, ifMatch).matches(current)) {
            throw new ProblemException(
                    ErrorCode.PRECONDITION_FAILED,
                    "The resource was changed since it was read; its tag is now " + current);
        }
        if (ifNoneMatch != null
                && EntityTags.parse(HttpHeaders.IF_NONE_MATCH, ifNoneMatch).matches(current)) {
            throw new ProblemException(
                    ErrorCode.PRECONDITION_FAILED,
                    "If-None-Match excludes the resource as it is; its tag is " + current);
        }
    }
}
