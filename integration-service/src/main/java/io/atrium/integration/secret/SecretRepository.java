package io.atrium.integration.secret;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Secrets of sources, newest first. */
@ApplicationScoped
class SecretRepository implements PanacheRepositoryBase<SecretEntity, UUID> {

    Uni<List<SecretEntity>> of(UUID integrationId) {
        return list("integrationId = ?1 order by createdAt desc, id desc", integrationId);
    }

    Uni<List<SecretEntity>> of(Collection<UUID> integrationIds) {
        return integrationIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list("integrationId in ?1 order by createdAt desc, id desc", integrationIds);
    }

    /** Deletes in one statement each, in order. */
    Uni<Void> remove(List<SecretEntity> secrets) {
        return secrets.isEmpty()
                ? Uni.createFrom().voidItem()
                : delete("id in ?1", secrets.stream().map(SecretEntity::id).toList())
                        .replaceWithVoid();
    }
}
