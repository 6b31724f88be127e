package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.DomainName;
import io.atrium.tenant.claim.Claims;
import io.atrium.tenant.claim.Subdomain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The life of organizations, step by step; every step runs in the current tenant transaction and is published. */
@ApplicationScoped
public class Organizations {
    private final OrganizationRepository repository;
    private final OrganizationStates states;
    private final Claims claims;
    private final Settings settings;

    Organizations(OrganizationRepository repository, OrganizationStates states, Claims claims, Settings settings) {
        this.repository = repository;
        this.states = states;
        this.claims = claims;
        this.settings = settings;
    }

    public Uni<Optional<OrganizationResponse>> find(UUID id) {
        return repository.find(id).map(found -> found.map(this::response));
    }

    public Uni<OrganizationResponse> require(UUID id) {
        return repository.require(id).map(this::response);
    }

    /** Claims the names and makes the organization; fails with DOMAIN_TAKEN or SUBDOMAIN_TAKEN. */
    public Uni<OrganizationResponse> create(NewOrganization made) {
        OrganizationEntity entity = new OrganizationEntity(
                made.id(), made.name(), made.domain().value(), made.subdomain().value(), made.status(), made.plan());
        return claims.claim(made.domain(), made.id())
                .chain(() -> claims.claim(made.subdomain(), made.id()))
                .chain(() -> repository.persist(entity))
                .chain(states::publish)
                .map(this::response);
    }

    /** Moves to {@code to} when the organization is in {@code from}, stays when it is there already. */
    Uni<OrganizationResponse> move(
            UUID id, OrganizationStatus from, OrganizationStatus to, Preconditions preconditions) {
        return repository
                .lock(id)
                .invoke(entity -> preconditions.check(entity.version))
                .chain(entity -> entity.status == to ? Uni.createFrom().item(entity) : moved(entity, from, to))
                .map(this::response);
    }

    /** Ends a reservation well; an organization that is past it stays as it is. */
    public Uni<OrganizationResponse> activate(UUID id) {
        return repository
                .lock(id)
                .chain(entity -> entity.status == OrganizationStatus.PENDING
                        ? moved(entity, OrganizationStatus.PENDING, OrganizationStatus.ACTIVE)
                        : Uni.createFrom().item(entity))
                .map(this::response);
    }

    /** Takes a reservation back, its names included; CONFLICT when the organization is past it. */
    public Uni<Void> remove(UUID id) {
        return repository
                .find(id)
                .chain(found -> found.map(this::removed)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    Uni<OrganizationResponse> change(UUID id, OrganizationChange change) {
        return repository
                .lock(id)
                .invoke(entity -> change.preconditions().check(entity.version))
                .call(entity -> rename(entity, change))
                .invoke(entity -> apply(entity, change))
                .chain(states::publish)
                .map(this::response);
    }

    private Uni<OrganizationEntity> moved(OrganizationEntity entity, OrganizationStatus from, OrganizationStatus to) {
        if (entity.status != from) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "The organization is " + entity.status + ", not " + from + ".");
        }
        entity.status = to;
        entity.touch();
        return states.publish(entity);
    }

    private Uni<Void> removed(OrganizationEntity entity) {
        if (entity.status != OrganizationStatus.PENDING) {
            throw new ProblemException(ErrorCode.CONFLICT, "The organization is " + entity.status + ".");
        }
        UUID id = entity.organizationId;
        return claims.release(new DomainName(entity.domain), id)
                .chain(() -> claims.release(new Subdomain(entity.subdomain), id))
                .chain(() -> repository.delete(entity))
                .chain(() -> states.publishRemoval(id));
    }

    private Uni<Void> rename(OrganizationEntity entity, OrganizationChange change) {
        UUID id = entity.organizationId;
        Uni<Void> done = Uni.createFrom().voidItem();
        DomainName domain = change.domain();
        Subdomain subdomain = change.subdomain();
        if (domain != null && !domain.value().equals(entity.domain)) {
            done = claims.claim(domain, id).chain(() -> claims.release(new DomainName(entity.domain), id));
        }
        if (subdomain != null && !subdomain.value().equals(entity.subdomain)) {
            done = done.chain(() -> claims.claim(subdomain, id))
                    .chain(() -> claims.release(new Subdomain(entity.subdomain), id));
        }
        return done;
    }

    private void apply(OrganizationEntity entity, OrganizationChange change) {
        entity.name = Objects.requireNonNullElse(change.name(), entity.name);
        entity.domain =
                change.domain() == null ? entity.domain : change.domain().value();
        entity.subdomain = change.subdomain() == null
                ? entity.subdomain
                : change.subdomain().value();
        if (change.settings() != null) {
            entity.settings = change.replaces()
                    ? settings.text(change.settings())
                    : settings.merge(entity.settings, change.settings());
        }
        entity.touch();
    }

    private OrganizationResponse response(OrganizationEntity entity) {
        return new OrganizationResponse(
                entity.organizationId,
                entity.name,
                entity.domain,
                entity.subdomain,
                entity.status,
                entity.plan,
                settings.parse(entity.settings),
                entity.createdAt,
                entity.updatedAt,
                entity.version);
    }
}
