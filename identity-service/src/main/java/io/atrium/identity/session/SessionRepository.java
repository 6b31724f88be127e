package io.atrium.identity.session;

import io.atrium.kit.caller.Role;
import io.atrium.kit.sql.SqlRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Sessions and refresh tokens; each operation is one statement, and every time is the database's. */
@ApplicationScoped
class SessionRepository {

    /** Also takes the login down in the user's row and removes what of the user's earlier sessions is over. */
    private static final String OPEN = """
            WITH over AS (
                DELETE FROM sessions
                 WHERE organization_id = :org AND user_id = :user
                   AND (expires_at < now() OR ended_at < now() - interval '1 day')),
            seen AS (
                UPDATE users SET last_login_at = now() WHERE organization_id = :org AND id = :user),
            opened AS (
                INSERT INTO sessions (organization_id, id, user_id, ip, user_agent, expires_at)
                VALUES (:org, :session, :user, CAST(:ip AS text), CAST(:agent AS text),
                        now() + CAST(:absolute AS bigint) * interval '1 second')
                RETURNING organization_id, id, expires_at)
            INSERT INTO refresh_tokens (organization_id, token_hash, session_id, expires_at)
            SELECT organization_id, :hash, id, least(expires_at, now() + CAST(:idle AS bigint) * interval '1 second')
              FROM opened""";

    /**
     * Two at once with the same token insert the same successor, and the constraint on the parent keeps one of them.
     */
    private static final String ROTATE = """
            WITH presented AS (
                SELECT t.session_id, s.user_id, s.expires_at AS session_expires_at, u.role, u.token_version,
                       t.expires_at > now() AS fresh, used.created_at AS used_at,
                       encode(used.token_hash, 'hex') AS used_hash,
                       s.ended_at IS NULL AND s.expires_at > now()
                           AND u.status = 'ACTIVE' AND u.deleted_at IS NULL AS alive
                  FROM refresh_tokens t
                  JOIN sessions s ON s.organization_id = t.organization_id AND s.id = t.session_id
                  JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id
                  LEFT JOIN refresh_tokens used
                       ON used.organization_id = t.organization_id AND used.parent_hash = t.token_hash
                 WHERE t.organization_id = $1 AND t.token_hash = $2),
            rotated AS (
                INSERT INTO refresh_tokens (organization_id, token_hash, session_id, parent_hash, expires_at)
                SELECT $1, $3::bytea, session_id, $2,
                       least(session_expires_at, now() + $5::bigint * interval '1 second')
                  FROM presented
                 WHERE $4::boolean AND alive AND fresh AND used_at IS NULL
                    ON CONFLICT DO NOTHING)
            SELECT session_id, user_id, role, token_version, alive,
                   CASE WHEN used_at IS NULL THEN fresh
                        ELSE used_at > now() - $6::bigint * interval '1 millisecond' END AS good,
                   used_at IS NOT NULL AS used, used_hash
              FROM presented""";

    private static final String END = """
            UPDATE sessions SET ended_at = now(), end_reason = :reason, version = version + 1
             WHERE organization_id = :org AND id = :session AND ended_at IS NULL""";

    private static final String END_ALL = """
            UPDATE sessions SET ended_at = now(), end_reason = :reason, version = version + 1
             WHERE organization_id = :org AND user_id = :user AND ended_at IS NULL""";

    private final SessionConfig config;

    SessionRepository(SessionConfig config) {
        this.config = config;
    }

    /**
     * A refresh token that was found.
     *
     * @param alive whether its session and its user are
     * @param good whether it gives a successor: unused and not expired, or used within the grace
     * @param used whether it had been used before
     * @param successorHash the hash of the successor that it got then, in hexadecimal digits
     */
    record Presented(
            UUID sessionId,
            UUID userId,
            Role role,
            int tokenVersion,
            boolean alive,
            boolean good,
            boolean used,
            @Nullable String successorHash) {

        boolean isReuse() {
            return alive && used && !good;
        }
    }

    Uni<Void> open(
            UUID organizationId,
            UUID userId,
            UUID sessionId,
            byte[] hash,
            @Nullable String ip,
            @Nullable String agent) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OPEN)
                        .setParameter("org", organizationId)
                        .setParameter("user", userId)
                        .setParameter("session", sessionId)
                        .setParameter("ip", ip)
                        .setParameter("agent", agent)
                        .setParameter("absolute", config.absoluteLifetime().toSeconds())
                        .setParameter("idle", config.idleLifetime().toSeconds())
                        .setParameter("hash", hash)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** @param rotate whether the successor is stored; if not, the token is only looked up */
    Uni<Optional<Presented>> rotate(
            SqlConnection connection, RefreshToken token, RefreshToken successor, boolean rotate) {
        return connection
                .preparedQuery(ROTATE)
                .execute(Tuple.from(List.of(
                        token.organizationId(),
                        Buffer.buffer(token.hash()),
                        Buffer.buffer(successor.hash()),
                        rotate,
                        config.idleLifetime().toSeconds(),
                        config.refreshGrace().toMillis())))
                .map(rows -> SqlRows.first(rows, SessionRepository::presented));
    }

    /** @return whether it was this call that ended it */
    Uni<Boolean> end(UUID organizationId, UUID sessionId, EndReason reason) {
        return Panache.getSession()
                .chain(session -> statement(session, END, organizationId, reason)
                        .setParameter("session", sessionId)
                        .executeUpdate())
                .map(count -> count == 1);
    }

    Uni<Void> endAll(UUID organizationId, UUID userId, EndReason reason) {
        return Panache.getSession()
                .chain(session -> statement(session, END_ALL, organizationId, reason)
                        .setParameter("user", userId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Mutiny.MutationQuery statement(
            Mutiny.Session session, String sql, UUID organizationId, EndReason reason) {
        return session.createNativeQuery(sql)
                .setParameter("org", organizationId)
                .setParameter("reason", reason.name());
    }

    private static Presented presented(Row row) {
        return new Presented(
                row.getUUID("session_id"),
                row.getUUID("user_id"),
                Role.valueOf(row.getString("role")),
                row.getInteger("token_version"),
                row.getBoolean("alive"),
                row.getBoolean("good"),
                row.getBoolean("used"),
                row.getString("used_hash"));
    }
}
