package io.atrium.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes messages to the outbox, in the transaction of the change that they describe. */
@ApplicationScoped
public class Outbox {

    private static final String INSERT = """
            INSERT INTO atrium.outbox (id, topic, message_key, type, organization_id, subject, data)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, CAST(CAST(?7 AS text) AS jsonb))""";

    private static final String INSERT_BATCH = """
            INSERT INTO atrium.outbox (id, topic, message_key, type, organization_id, subject, data)
            SELECT id, topic, message_key, type, organization_id, subject, CAST(data AS jsonb)
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[])
                   WITH ORDINALITY AS m (id, topic, message_key, type, organization_id, subject, data, position)
             ORDER BY position""";

    private final ObjectMapper json;

    Outbox(ObjectMapper json) {
        this.json = json;
    }

    /** In the current tenant transaction. */
    public Uni<Void> publish(OutboxMessage message) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter(1, message.id())
                        .setParameter(2, message.topic())
                        .setParameter(3, message.key())
                        .setParameter(4, message.type())
                        .setParameter(5, message.organizationId())
                        .setParameter(6, message.subject())
                        .setParameter(7, text(message.data()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** In a consumer's transaction, all messages in one statement. */
    public Uni<Void> publish(SqlConnection connection, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(messages.stream().map(OutboxMessage::id).toArray(UUID[]::new))
                .addArrayOfString(messages.stream().map(OutboxMessage::topic).toArray(String[]::new))
                .addArrayOfString(messages.stream().map(OutboxMessage::key).toArray(String[]::new))
                .addArrayOfString(messages.stream().map(OutboxMessage::type).toArray(String[]::new))
                .addArrayOfUUID(
                        messages.stream().map(OutboxMessage::organizationId).toArray(UUID[]::new))
                .addArrayOfString(messages.stream().map(OutboxMessage::subject).toArray(String[]::new))
                .addArrayOfString(messages.stream().map(m -> text(m.data())).toArray(String[]::new));
        return connection.preparedQuery(INSERT_BATCH).execute(values).replaceWithVoid();
    }

    private @Nullable String text(@Nullable Object data) {
        try {
            return data == null ? null : json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A message's data is no JSON", e);
        }
    }
}
