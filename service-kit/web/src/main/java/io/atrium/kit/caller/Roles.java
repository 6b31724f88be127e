package io.atrium.kit.caller;

/** The names of roles for {@code @RolesAllowed}: those of {@link Role}, which users have, and the one of services. */
public final class Roles {
    public static final String SUPER_ADMIN = "SUPER_ADMIN";
    public static final String ORG_ADMIN = "ORG_ADMIN";
    public static final String USER = "USER";
    public static final String VIEWER = "VIEWER";

    /** A service that calls under {@code /internal}. It is no {@link Role}: no access token can name it. */
    public static final String SERVICE = "SERVICE";

    private Roles() {}
}
