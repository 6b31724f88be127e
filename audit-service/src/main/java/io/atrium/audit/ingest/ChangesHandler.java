package io.atrium.audit.ingest;

import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.inbox.Inbox;
import io.atrium.kit.inbox.InboxEntry;
import io.atrium.kit.tenancy.IngestTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Appends a batch of changes to the chains of its organizations, each event once.
 *
 * <p>Four round trips, however large the batch: the transaction's beginning with the inbox's claims, the heads' locks,
 * the links with payloads and new heads, the commit. Two when all of the batch is known already.
 */
@ApplicationScoped
class ChangesHandler implements BatchHandler<Change> {
    private static final String CONSUMER = "audit-service";

    private final IngestTransaction transaction;
    private final Inbox inbox;
    private final ChainAppender appender;
    private final Counter appended;
    private final Counter duplicates;

    ChangesHandler(IngestTransaction transaction, Inbox inbox, ChainAppender appender, MeterRegistry meters) {
        this.transaction = transaction;
        this.inbox = inbox;
        this.appender = appender;
        this.appended = meters.counter("atrium.audit.appended");
        this.duplicates = meters.counter("atrium.audit.duplicates");
    }

    @Override
    public Change parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        return ChangeParser.parse(record);
    }

    @Override
    public Uni<Void> process(List<Change> changes) {
        Set<UUID> organizations = new HashSet<>();
        changes.forEach(each -> organizations.add(each.organizationId()));
        return transaction
                .run(organizations, connection -> append(connection, changes))
                .invoke(fresh -> {
                    appended.increment(fresh);
                    duplicates.increment(changes.size() - (double) fresh);
                })
                .replaceWithVoid();
    }

    private Uni<Integer> append(SqlConnection connection, List<Change> changes) {
        List<InboxEntry> entries = changes.stream().map(Change::inboxEntry).toList();
        return inbox.claim(connection, CONSUMER, entries).chain(claimed -> {
            Set<InboxEntry> left = new HashSet<>(claimed);
            List<Change> fresh = changes.stream()
                    .filter(each -> left.remove(each.inboxEntry()))
                    .toList();
            return appender.append(connection, fresh).replaceWith(fresh.size());
        });
    }
}
