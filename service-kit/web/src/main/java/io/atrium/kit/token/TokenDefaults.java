package io.atrium.kit.token;

import io.atrium.kit.organization.OrganizationStates;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;

/** Without the feeds from topics no key is known, so every token is refused. */
@ApplicationScoped
public class TokenDefaults {
    @Produces
    @DefaultBean
    @ApplicationScoped
    SigningKeys noKeys() {
        return kid -> Optional.empty();
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    Revocations noRevocations() {
        return (sessionId, userId, tokenVersion) -> false;
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    OrganizationStates noOrganizations() {
        return organizationId -> Optional.empty();
    }
}
