package io.atrium.integration.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Claims the events of a batch: the inbox decides which of them are new. */
@ApplicationScoped
class WebhookInbox {

    private static final String RECEIVE =
            "SELECT held, waiting, known, sequences FROM webhook_receive($1::uuid[], $2::uuid[])";

    /**
     * What is known of a batch. Events of the organizations that are held or waiting have not been claimed.
     *
     * @param held organizations that have bundles
     * @param waiting organizations that have events waiting for their effect
     * @param known the places in the batch, counted from 1, of events that were stored before
     * @param sequences one for each event of the batch, in its order
     */
    record Receipt(Set<UUID> held, Set<UUID> waiting, Set<Integer> known, List<Long> sequences) {

        private static Receipt of(Row row) {
            return new Receipt(
                    Set.of(row.getArrayOfUUIDs(0)),
                    Set.of(row.getArrayOfUUIDs(1)),
                    Arrays.stream(row.getArrayOfIntegers(2)).collect(Collectors.toUnmodifiableSet()),
                    List.of(row.getArrayOfLongs(3)));
        }
    }

    /** @param events each once */
    Uni<Receipt> receive(SqlConnection connection, List<Interpretation> events) {
        UUID[] organizations = new UUID[events.size()];
        UUID[] ids = new UUID[events.size()];
        for (int i = 0; i < ids.length; i++) {
            ReceivedWebhook webhook = events.get(i).webhook();
            organizations[i] = webhook.organizationId();
            ids[i] = webhook.eventId();
        }
        return connection
                .preparedQuery(RECEIVE)
                .execute(Tuple.tuple().addArrayOfUUID(organizations).addArrayOfUUID(ids))
                .map(rows -> Receipt.of(rows.iterator().next()));
    }
}
