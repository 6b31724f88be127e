package io.atrium.audit.trail;

import io.atrium.audit.chain.StoredLink;
import io.quarkus.hibernate.reactive.panache.Panache;
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
    private static final String SIZE = """
            SELECT coalesce(octet_length(record), 0) FROM audit_trail WHERE organization_id = ?1 AND event_id = ?2""";

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

    /** How many bytes the record of an event has; null when there is no such event. */
    Uni<@Nullable Integer> size(UUID organizationId, UUID eventId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SIZE, Integer.class)
                        .setParameter(1, organizationId)
                        .setParameter(2, eventId)
                        .setMaxResults(1)
                        .getSingleResultOrNull());
    }

    /** The links after a seq up to another, oldest first. */
    Uni<List<StoredLink>> links(UUID organizationId, long after, long last) {
        return list(
                        "organizationId = ?1 and seq > ?2 and seq <= ?3",
                        Sort.ascending("seq"),
                        organizationId,
                        after,
                        last)
                .map(events ->
                        events.stream().map(StoredEventEntity::toStoredLink).toList());
    }

    private static Sort newestFirst() {
        return Sort.descending("seq");
    }

    /** A seq alone. */
    public record Seq(long seq) {}
}
