package io.atrium.kit.caller;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a user may do, the highest role first. */
@Schema(
        description = "SUPER_ADMIN: operates the platform. ORG_ADMIN: administers one organization. USER: works in one"
                + " organization and may do what is their own. VIEWER: reads.",
        examples = "ORG_ADMIN")
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
