package io.atrium.kit.caller;

/** The names of {@link Role} for {@code @RolesAllowed}. */
public final class Roles {
    public static final String SUPER_ADMIN = "SUPER_ADMIN";
    public static final String ORG_ADMIN = "ORG_ADMIN";
    public static final String USER = "USER";
    public static final String VIEWER = "VIEWER";

    private Roles() {}
}
