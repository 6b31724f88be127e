package io.atrium.kit.http;

/** A reply body with a version. {@link ETagFilter} sets its {@code ETag}. */
public interface Versioned {
    int version();
}
