package io.atrium.kit.http;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Entity tags of versioned rows (RFC 9110). */
public final class ETags {
    private ETags() {}

    /** The tag of a version, quotes included, as it stands in the {@code ETag} header. */
    public static String of(int version) {
        return "\"v" + version + "\"";
    }

    /**
     * Checks a precondition; without one, or with {@code *}, everything passes. A weak tag counts as its strong one, as
     * a proxy that compresses weakens tags.
     *
     * @throws ProblemException PRECONDITION_FAILED when the version is another
     */
    public static void require(@Nullable String ifMatch, int version) {
        if (ifMatch == null) {
            return;
        }
        String current = of(version);
        for (String part : ifMatch.split(",", -1)) {
            String tag = part.trim();
            if (tag.equals("*") || tag.equals(current) || tag.equals("W/" + current)) {
                return;
            }
        }
        throw new ProblemException(
                ErrorCode.PRECONDITION_FAILED, "The resource was changed since it was read; its tag is now " + current);
    }
}
