package io.atrium.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.contracts.ChangeRecord;
import io.atrium.contracts.EventAttributes;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link AuditEvent} to the outbox in the current tenant transaction, in the form of captured changes: the
 * organization, actor, address, user agent and request id are those of the transaction.
 */
@ApplicationScoped
public class AuditEvents {

    private static final String INSERT = """
            INSERT INTO atrium.outbox (topic, message_key, type, organization_id, subject, data)
            SELECT '%s', o.id, '%s' || CAST($1 AS text), CAST(o.id AS uuid), CAST($3 AS text),
                   atrium.change(CAST(o.id AS uuid), CAST($1 AS text), CAST($2 AS text), CAST($3 AS text),
                                 CAST($4 AS text), NULL, NULL, CAST(CAST($5 AS text) AS jsonb))
              FROM (SELECT atrium.setting('app.organization_id') AS id) o""".formatted(ChangeRecord.TOPIC, EventAttributes.TYPE_PREFIX);

    /** The same, as Hibernate numbers parameters. */
    private static final String INSERT_IN_SESSION = INSERT.replace('$', '?');

    private final ObjectMapper json;

    AuditEvents(ObjectMapper json) {
        this.json = json;
    }

    /** In the session of the current tenant transaction. */
    public Uni<Void> record(AuditEvent event) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT_IN_SESSION)
                        .setParameter(1, event.action())
                        .setParameter(2, event.resourceType())
                        .setParameter(3, event.resourceId())
                        .setParameter(4, event.outcome().name())
                        .setParameter(5, text(event.detail()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** On the connection of the current tenant transaction. */
    public Uni<Void> record(SqlConnection connection, AuditEvent event) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        event.action(),
                        event.resourceType(),
                        event.resourceId(),
                        event.outcome().name(),
                        text(event.detail())))
                .replaceWithVoid();
    }

    private @Nullable String text(@Nullable Object detail) {
        try {
            return detail == null ? null : json.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An audit event's detail is no JSON", e);
        }
    }
}
