package io.atrium.kit.http;

/** Entity tags of versioned rows (RFC 9110). */
final class ETags {
    private ETags() {}

    /** The tag of a version, quotes included, as it stands in the {@code ETag} header. */
    static String of(int version) {
        return "\"v" + version + "\"";
    }
}
