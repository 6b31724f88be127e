package io.atrium.kit.organization;

import java.util.UUID;

/**
 * The organization of the platform itself: it owns the SUPER_ADMINs and the events that belong to nobody. It is built in:
 * it has no state, and is never suspended.
 */
public final class PlatformOrganization {

    /** Fixed; the migrations write it too. */
    public static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private PlatformOrganization() {}
}
