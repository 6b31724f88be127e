package io.atrium.audit.trail;

import io.atrium.audit.chain.StoredLink;
import io.atrium.kit.paging.PageBytes;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the links of a chain in their order, a bounded number of bytes at a time. */
@ApplicationScoped
public class LinkReader {
    private static final long PAGE_BYTES = 1 << 20;

    private static final String LAST_OF_PAGE =
            "SELECT max(page.seq) FROM (" + PageBytes.cut("""
            SELECT seq, coalesce(octet_length(record), 0) AS page_bytes
              FROM audit_trail
             WHERE organization_id = ?1 AND seq > ?2 AND seq <= ?3
             ORDER BY seq LIMIT ?4""", "seq", "?5") + ") page";

    private final StoredEventRepository events;

    LinkReader(StoredEventRepository events) {
        this.events = events;
    }

    /** The links after a seq up to another, oldest first; at least one, if there is any. */
    public Uni<List<StoredLink>> after(UUID organizationId, long after, long last, int count) {
        return lastOfPage(organizationId, after, last, count)
                .chain(end ->
                        end == null ? Uni.createFrom().item(List.of()) : events.links(organizationId, after, end));
    }

    private static Uni<@Nullable Long> lastOfPage(UUID organizationId, long after, long last, int count) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LAST_OF_PAGE, Long.class)
                        .setParameter(1, organizationId)
                        .setParameter(2, after)
                        .setParameter(3, last)
                        .setParameter(4, count)
                        .setParameter(5, PAGE_BYTES)
                        .getSingleResultOrNull());
    }
}
