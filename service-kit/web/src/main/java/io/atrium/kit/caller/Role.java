package io.atrium.kit.caller;

/** What a user may do, highest first. */
public enum Role {
    /** Operates the platform; works inside one organization at a time by naming it. */
    SUPER_ADMIN,
    /** Administers one organization. */
    ORG_ADMIN,
    /** Works in one organization and may do what is their own. */
    USER,
    /** Reads. */
    VIEWER;

    /** Whether somebody with this role may grant {@code other}. */
    public boolean covers(Role other) {
        return ordinal() <= other.ordinal();
    }
}
