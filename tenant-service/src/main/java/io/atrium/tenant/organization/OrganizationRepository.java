package io.atrium.tenant.organization;

import io.atrium.kit.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class OrganizationRepository implements PanacheRepositoryBase<OrganizationEntity, UUID> {
    Uni<Optional<OrganizationEntity>> find(UUID id) {
        return findById(id).map(Optional::ofNullable);
    }

    /** As nobody else changes it until the transaction ends: changes at the same time follow one another. */
    Uni<OrganizationEntity> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(ProblemException::notFound);
    }

    Uni<OrganizationEntity> require(UUID id) {
        return findById(id).onItem().ifNull().failWith(ProblemException::notFound);
    }
}
