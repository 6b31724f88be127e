package io.atrium.kit.http;

/** A reply body of something that has a version; its {@code ETag} is set by {@link ETagFilter}. */
public interface Versioned {
    int version();
}
