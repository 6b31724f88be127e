package io.atrium.kit.caller;

import io.atrium.kit.id.Uuids;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.token.TokenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The organizations that SUPER_ADMINs name in {@code X-Organization-Id}: only those that exist, whatever their state. */
@ApplicationScoped
class NamedOrganizations {

    private final OrganizationStates organizations;
    private final TokenConfig config;
    private final Clock clock;

    @Inject
    NamedOrganizations(OrganizationStates organizations, TokenConfig config) {
        this(organizations, config, Clock.systemUTC());
    }

    NamedOrganizations(OrganizationStates organizations, TokenConfig config, Clock clock) {
        this.organizations = organizations;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The organization that a header names.
     *
     * @throws ProblemException MALFORMED_REQUEST for what is no UUID, NOT_FOUND for no organization, NOT_READY for an
     *     organization that may be so new that its state is still on its way here
     */
    UUID require(String header) {
        UUID id = Uuids.parse(header)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.MALFORMED_REQUEST, CallerAugmentor.ORGANIZATION_HEADER + " is not a UUID."));
        if (id.equals(PlatformOrganization.ID) || organizations.find(id).isPresent()) {
            return id;
        }
        throw isNew(id)
                ? new ProblemException(
                                ErrorCode.NOT_READY, "The service has not read the state of the organization yet.")
                        .withRetryAfter(CallerAugmentor.RETRY_UNKNOWN)
                : new ProblemException(
                        ErrorCode.NOT_FOUND, CallerAugmentor.ORGANIZATION_HEADER + " names no organization.");
    }

    /** Ids of organizations tell when they were made. */
    private boolean isNew(UUID id) {
        Instant now = clock.instant();
        return Uuids.madeAt(id)
                .filter(made -> made.isAfter(now.minus(config.unknownOrganizationAge())))
                .filter(made -> made.isBefore(now.plus(config.clockSkew())))
                .isPresent();
    }
}
