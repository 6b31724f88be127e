package io.atrium.identity.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.atrium.identity.registration.TenantApi.Reservation;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Violation;
import io.atrium.kit.token.ServiceTokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Reserves, activates and releases organizations in tenant-service. */
@ApplicationScoped
class Reservations {

    private static final Logger LOG = Logger.getLogger(Reservations.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Map<String, ErrorCode> CONFLICTS = Map.of(
            ErrorCode.DOMAIN_TAKEN.name(), ErrorCode.DOMAIN_TAKEN,
            ErrorCode.SUBDOMAIN_TAKEN.name(), ErrorCode.SUBDOMAIN_TAKEN);

    private final TenantApi tenants;
    private final ServiceTokens tokens;
    private final TenantConfig config;
    private final ObjectMapper json;

    Reservations(@RestClient TenantApi tenants, ServiceTokens tokens, TenantConfig config, ObjectMapper json) {
        this.tenants = tenants;
        this.tokens = tokens;
        this.config = config;
        this.json = json;
    }

    /**
     * Reserves an organization. Where it is not known whether the reservation was made, it is taken back.
     *
     * @throws ProblemException DOMAIN_TAKEN, SUBDOMAIN_TAKEN or SERVICE_UNAVAILABLE, through the Uni
     */
    Uni<Void> reserve(Reservation reservation, String requestId) {
        return within(tenants.reserve(authorization(), requestId, reservation))
                .onFailure(Reservations::isUncertain)
                .call(() -> release(reservation.id(), requestId))
                .onFailure()
                .transform(this::problem);
    }

    /** Whether it was activated; where not, tenant-service asks for itself and activates within a minute. */
    Uni<Boolean> activate(UUID organizationId, String requestId) {
        return within(tenants.activate(authorization(), requestId, organizationId))
                .replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Organization %s could not be activated, it follows (request %s): %s",
                        organizationId, requestId, failure.toString()))
                .onFailure()
                .recoverWithItem(false);
    }

    /** Takes a reservation back; where that fails, tenant-service removes it within a minute. */
    Uni<Void> release(UUID organizationId, String requestId) {
        return within(tenants.release(authorization(), requestId, organizationId))
                .onFailure()
                .invoke(failure ->
                        LOG.debugf("Reservation %s could not be released and will expire: %s", organizationId, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> within(Uni<Void> call) {
        return call.ifNoItem().after(config.timeout()).fail();
    }

    private String authorization() {
        return "Bearer " + tokens.issue("tenant-service");
    }

    private Throwable problem(Throwable failure) {
        if (failure instanceof WebApplicationException answered
                && answered.getResponse().getStatus() == 409) {
            ErrorCode code = CONFLICTS.getOrDefault(code(answered), ErrorCode.CONFLICT);
            return retryAfter(answered)
                    .map(Reservations::reserved)
                    .orElseGet(() -> new ProblemException(code, "Another organization has it."));
        }
        if (failure instanceof WebApplicationException answered
                && answered.getResponse().getStatus() == 422) {
            return new ProblemException(ErrorCode.VALIDATION_FAILED, "A field is not valid.")
                    .withErrors(violations(answered));
        }
        LOG.warnf("tenant-service could not reserve the organization: %s", failure.toString());
        return new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "Registration is not possible right now.")
                .withRetryAfter(RETRY_AFTER);
    }

    /** Held by a registration that is under way, or that was cut off: the latter ends by itself. */
    private static ProblemException reserved(Duration wait) {
        return new ProblemException(
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "A registration that has not come to its end holds the domain or the subdomain; try again later.")
                .withRetryAfter(wait);
    }

    private static Optional<Duration> retryAfter(WebApplicationException answered) {
        String seconds = answered.getResponse().getHeaderString(HttpHeaders.RETRY_AFTER);
        try {
            return Optional.ofNullable(seconds).map(Long::valueOf).map(Duration::ofSeconds);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String code(WebApplicationException answered) {
        return body(answered).path("code").asText();
    }

    /** tenant-service is stricter about names; its fields are those of the registration with a prefix. */
    private List<Violation> violations(WebApplicationException answered) {
        List<Violation> violations = new ArrayList<>();
        for (JsonNode error : body(answered).path("errors")) {
            violations.add(new Violation(
                    "organization_" + error.path("field").asText(),
                    error.path("message").asText()));
        }
        return violations;
    }

    private JsonNode body(WebApplicationException answered) {
        try {
            return json.readTree(answered.getResponse().readEntity(String.class));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the reservation may have been made: anything but a refusal. */
    private static boolean isUncertain(Throwable failure) {
        return !(failure instanceof WebApplicationException answered)
                || answered.getResponse().getStatus() >= 500;
    }
}
