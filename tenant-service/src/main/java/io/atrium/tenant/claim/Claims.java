package io.atrium.tenant.claim;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.DomainName;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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

    /** Fails with DOMAIN_TAKEN when anybody holds the domain. */
    public Uni<Void> claim(DomainName domain, UUID organizationId) {
        return execute(CLAIM_DOMAIN, domain.value(), organizationId)
                .invoke(claimed -> require(claimed, ErrorCode.DOMAIN_TAKEN, "The domain is taken."))
                .replaceWithVoid();
    }

    /** Fails with SUBDOMAIN_TAKEN when anybody holds the subdomain. */
    public Uni<Void> claim(Subdomain subdomain, UUID organizationId) {
        return execute(CLAIM_SUBDOMAIN, subdomain.value(), organizationId)
                .invoke(claimed -> require(claimed, ErrorCode.SUBDOMAIN_TAKEN, "The subdomain is taken."))
                .replaceWithVoid();
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

    private static void require(int claimed, ErrorCode code, String detail) {
        if (claimed == 0) {
            throw new ProblemException(code, detail);
        }
    }
}
