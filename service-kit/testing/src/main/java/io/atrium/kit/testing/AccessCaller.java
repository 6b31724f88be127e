package io.atrium.kit.testing;

/** The kinds of callers of {@code access-matrix.txt}, in the order of its columns. */
public enum AccessCaller {
    ANONYMOUS,
    /** Sends what is no token. */
    GARBAGE,
    VIEWER,
    USER,
    ORG_ADMIN,
    /** Names the organization with {@code X-Organization-Id}. */
    SUPER_ADMIN,
    /** ORG_ADMIN of another organization. */
    OTHER,
    /** ORG_ADMIN of a suspended organization. */
    SUSPENDED,
    /** Another service, with a service token for this one. */
    SERVICE
}
