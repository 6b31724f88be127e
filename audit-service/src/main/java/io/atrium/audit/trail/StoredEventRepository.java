package io.atrium.audit.trail;

import io.atrium.audit.chain.StoredLink;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads stored events, always within the current tenant transaction. */
@ApplicationScoped
public class StoredEventRepository implements PanacheRepositoryBase<StoredEventEntity, StoredEventEntity.Key> {

    /** The newest events of the query, newest first. */
    Uni<List<EventRow>> newest(EventQuery query, int count) {
        return find(query.conditions(), newestFirst(), query.parameters())
                .page(0, count)
                .project(EventRow.class)
                .list();
    }

    /** The seq of the {@code scanned}th newest event of the query, or null when it has fewer. */
    Uni<@Nullable Long> floor(EventQuery query, int scanned) {
        return find(query.conditions(), newestFirst(), query.parameters())
                .page(scanned - 1, 1)
                .project(Seq.class)
                .firstResult()
                .map(row -> row == null ? null : row.seq());
    }

    /** The event by its id. */
    Uni<@Nullable StoredEventEntity> event(UUID organizationId, UUID eventId) {
        return find("organizationId = ?1 and eventId = ?2", organizationId, eventId)
                .firstResult();
    }

    /** The links after a seq up to another, oldest first. */
    public Uni<List<StoredLink>> links(UUID organizationId, long after, long last, int count) {
        return find(
                        "organizationId = ?1 and seq > ?2 and seq <= ?3",
                        Sort.ascending("seq"),
                        organizationId,
                        after,
                        last)
                .page(0, count)
                .list()
                .map(events ->
                        events.stream().map(StoredEventEntity::toStoredLink).toList());
    }

    private static Sort newestFirst() {
        return Sort.descending("seq");
    }

    /** A seq alone. */
    public record Seq(long seq) {}
}
