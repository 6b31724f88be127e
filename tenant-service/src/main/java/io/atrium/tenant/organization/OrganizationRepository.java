package io.atrium.tenant.organization;

import io.atrium.kit.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class OrganizationRepository implements PanacheRepositoryBase<OrganizationEntity, UUID> {
    Uni<Optional<OrganizationEntity>> find(UUID id) {
        return findById(id).map(Optional::ofNullable);
    }

    Uni<OrganizationEntity> require(UUID id) {
        return findById(id).onItem().ifNull().failWith(ProblemException::notFound);
    }
}
