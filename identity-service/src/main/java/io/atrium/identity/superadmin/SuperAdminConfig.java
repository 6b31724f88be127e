package io.atrium.identity.superadmin;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * The first SUPER_ADMIN, made at start while the platform organization has never had a user. Without an address there is
 * none. Later changes of these settings change nobody.
 */
@ConfigMapping(prefix = "identity.super-admin")
interface SuperAdminConfig {

    /** {@code SUPER_ADMIN_EMAIL}. */
    Optional<String> email();

    /** {@code SUPER_ADMIN_PASSWORD}; read once, when the user is made. */
    Optional<String> password();
}
