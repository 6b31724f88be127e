package io.atrium.identity.platform;

import io.atrium.kit.token.OrganizationStates;
import java.util.UUID;

/** The organization of the platform itself: it owns the SUPER_ADMINs and the events that belong to nobody. */
public final class PlatformOrganization {

    /** Fixed; the migrations write it too. */
    public static final UUID ID = OrganizationStates.PLATFORM;

    private PlatformOrganization() {}
}
