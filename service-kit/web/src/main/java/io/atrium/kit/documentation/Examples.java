package io.atrium.kit.documentation;

/**
 * Values for the examples of OpenAPI documents: one organization, its first user and what they do, the same in every
 * service. Ids are UUIDv7 of the times beside them; domains are reserved for documentation (RFC 2606).
 */
public final class Examples {

    public static final String ORGANIZATION_ID = "019c1363-49c0-726b-92a7-4de452e6b438";
    public static final String ORGANIZATION_NAME = "Example Ltd";
    public static final String DOMAIN = "example.com";
    public static final String SUBDOMAIN = "example";

    /** When the organization and its first user were registered. */
    public static final String REGISTERED_AT = "2026-01-31T09:30:00Z";

    /** The ORG_ADMIN who registered. */
    public static final String USER_ID = "019c1363-49e8-7128-bc5c-7fd0a6a3a450";

    public static final String EMAIL = "alice@example.com";
    public static final String USERNAME = "alice";
    public static final String FIRST_NAME = "Alice";
    public static final String LAST_NAME = "Smith";

    /** When the first user last did something. */
    public static final String CHANGED_AT = "2026-02-02T08:20:00Z";

    /** With {@link #UNTIL} a range that holds every time above. */
    public static final String SINCE = "2026-01-31T00:00:00Z";

    public static final String UNTIL = "2026-02-28T00:00:00Z";

    /** An address reserved for documentation (RFC 5737). */
    public static final String IP = "203.0.113.7";

    public static final String REQUEST_ID = "019c1d6f-ebe4-74a0-9217-beaddbc496cb";
    public static final String VERSION = "3";

    /** The {@code ETag} of {@link #VERSION}. */
    public static final String ETAG = "\"v3\"";

    /** The {@code ETag} of the version before. */
    public static final String OLD_ETAG = "\"v2\"";

    /** What {@code If-Match} is for, where it is not required. */
    public static final String IF_MATCH =
            "ETag of the version that the change is made to (RFC 9110): the change is refused with 412 when there is a"
                    + " newer one. Absent or *: the change is made to whatever version there is. What is no list of"
                    + " entity tags, as nothing, is answered 400";

    /** What {@code If-None-Match} is for in a change. */
    public static final String IF_NONE_MATCH =
            "ETags of versions that are not to be changed (RFC 9110), or * for none at all: the change is refused with"
                    + " 412 when the resource has one of them";

    /** What {@code If-None-Match} is for in a read. */
    public static final String KNOWN_ETAGS =
            "ETags of the versions that the caller has (RFC 9110): 304 without a body when the resource has one of them";

    private Examples() {}
}
