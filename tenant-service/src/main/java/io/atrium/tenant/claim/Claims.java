package io.atrium.tenant.claim;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.DomainName;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Claims and releases names in the current tenant transaction, whose rollback gives back what it claimed. */
@ApplicationScoped
public class Claims {
    private static final String CLAIM_DOMAIN =
            "INSERT INTO claimed_domains (domain, organization_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private static final String CLAIM_SUBDOMAIN =
            "INSERT INTO claimed_subdomains (subdomain, organization_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private static final String RELEASE_DOMAIN =
            "DELETE FROM claimed_domains WHERE domain = ?1 AND organization_id = ?2";
    private static final String RELEASE_SUBDOMAIN =
            "DELETE FROM claimed_subdomains WHERE subdomain = ?1 AND organization_id = ?2";
    private static final String DOMAIN_RESERVED = "SELECT domain_reserved_for(?1)";
    private static final String SUBDOMAIN_RESERVED = "SELECT subdomain_reserved_for(?1)";

    /** Fails with DOMAIN_TAKEN when anybody holds the domain; with a Retry-After when it is held by a reservation. */
    public Uni<Void> claim(DomainName domain, UUID organizationId) {
        return execute(CLAIM_DOMAIN, domain.value(), organizationId)
                .chain(claimed -> require(
                        claimed, DOMAIN_RESERVED, domain.value(), ErrorCode.DOMAIN_TAKEN, "The domain is taken."));
    }

    /** Fails with SUBDOMAIN_TAKEN when anybody holds the subdomain; with a Retry-After when it is held by a reservation. */
    public Uni<Void> claim(Subdomain subdomain, UUID organizationId) {
        return execute(CLAIM_SUBDOMAIN, subdomain.value(), organizationId)
                .chain(claimed -> require(
                        claimed,
                        SUBDOMAIN_RESERVED,
                        subdomain.value(),
                        ErrorCode.SUBDOMAIN_TAKEN,
                        "The subdomain is taken."));
    }

    public Uni<Void> release(DomainName domain, UUID organizationId) {
        return execute(RELEASE_DOMAIN, domain.value(), organizationId).replaceWithVoid();
    }

    public Uni<Void> release(Subdomain subdomain, UUID organizationId) {
        return execute(RELEASE_SUBDOMAIN, subdomain.value(), organizationId).replaceWithVoid();
    }

    private static Uni<Integer> execute(String sql, String name, UUID organizationId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql)
                        .setParameter(1, name)
                        .setParameter(2, organizationId)
                        .executeUpdate());
    }

    /** A reservation that was left behind is removed when it is due, and its names are free again. */
    private static Uni<Void> require(int claimed, String reserved, String name, ErrorCode code, String detail) {
        if (claimed > 0) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(reserved, Integer.class)
                        .setParameter(1, name)
                        .getSingleResultOrNull())
                .map(seconds -> {
                    ProblemException taken = new ProblemException(code, detail);
                    throw seconds == null ? taken : taken.withRetryAfter(Duration.ofSeconds(seconds));
                });
    }
}
