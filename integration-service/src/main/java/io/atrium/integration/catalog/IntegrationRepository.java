package io.atrium.integration.catalog;

import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Integrations of the transaction's organization. */
@ApplicationScoped
class IntegrationRepository implements PanacheRepositoryBase<IntegrationEntity, UUID> {

    static final Keyset LIST = Keyset.of("integrations", KeyColumn.uuid());

    Uni<IntegrationEntity> require(UUID id) {
        return findById(id).onItem().ifNull().failWith(ProblemException::notFound);
    }

    /** As nobody else changes it until the transaction ends: changes at the same time follow one another. */
    Uni<IntegrationEntity> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(ProblemException::notFound);
    }

    Uni<List<IntegrationEntity>> page(Paging page) {
        return page.after()
                .map(cursor -> find("id > ?1 order by id", cursor.uuid(0)))
                .orElseGet(() -> find("order by id"))
                .range(0, page.fetch() - 1)
                .list();
    }

    static Cursor key(IntegrationEntity last) {
        return Cursor.of(last.id());
    }

    Uni<Optional<IntegrationEntity>> bySource(String source) {
        return find("source", source).firstResult().map(Optional::ofNullable);
    }

    Uni<List<IntegrationEntity>> builtin() {
        return list("builtin = true");
    }

    Uni<IntegrationEntity> builtin(String provider) {
        return find("builtin = true and provider = :provider", Map.of("provider", provider))
                .firstResult();
    }

    /**
     * Lets others that add to the organization's integrations wait until this transaction ends, so that they can be counted.
     * It locks those that the organization has from the start, which nobody can remove.
     */
    Uni<Void> lockAdding() {
        return find("builtin = true order by id")
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .replaceWithVoid();
    }

    /** Writes the new integration at once, so that a source name that is taken fails here. */
    Uni<IntegrationEntity> create(IntegrationEntity entity) {
        return persistAndFlush(entity)
                .onFailure(ConstraintViolationException.class)
                .transform(failure ->
                        new ProblemException(ErrorCode.SOURCE_TAKEN, "The organization has a source of this name."));
    }

    /** Makes the version grow now. */
    Uni<Void> flushNow() {
        return Panache.getSession().chain(session -> session.flush());
    }
}
