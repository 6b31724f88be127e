package io.atrium.identity.signing;

import io.atrium.identity.signing.SigningKeyRow.Status;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The table of signing keys. Times are the database's. */
@ApplicationScoped
class SigningKeyRepository {

    private static final long ROTATION_LOCK = 0x6174726975_01L;

    Uni<List<SigningKeyRow>> all() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT kid, status, public_jwk, private_key, "
                                        + "CAST(extract(epoch FROM now() - status_since) * 1000 AS bigint) "
                                        + "FROM signing_keys ORDER BY created_at, kid",
                                Object[].class)
                        .getResultList())
                .map(rows -> rows.stream().map(SigningKeyRepository::row).toList());
    }

    /** Whether this transaction alone rotates; held until it ends. */
    Uni<Boolean> lock() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT pg_try_advisory_xact_lock(" + ROTATION_LOCK + ")", Boolean.class)
                        .getSingleResult());
    }

    /** @return whether it was stored: another replica may have been first */
    Uni<Boolean> insert(RsaKeys.Generated key, Status status) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "INSERT INTO signing_keys (kid, status, public_jwk, private_key) "
                                        + "VALUES (:kid, :status, :jwk, :sealed) ON CONFLICT DO NOTHING")
                        .setParameter("kid", key.kid())
                        .setParameter("status", status.name())
                        .setParameter("jwk", key.publicJwk())
                        .setParameter("sealed", key.sealedKey())
                        .executeUpdate())
                .map(count -> count == 1);
    }

    Uni<Void> move(String kid, Status to) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("UPDATE signing_keys SET status = :status, "
                                + "status_since = now(), version = version + 1 WHERE kid = :kid")
                        .setParameter("status", to.name())
                        .setParameter("kid", kid)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> remove(String kid) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("DELETE FROM signing_keys WHERE kid = :kid")
                        .setParameter("kid", kid)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static SigningKeyRow row(Object[] columns) {
        return new SigningKeyRow(
                (String) columns[0],
                Status.valueOf((String) columns[1]),
                (String) columns[2],
                (String) columns[3],
                Duration.ofMillis(((Number) columns[4]).longValue()));
    }
}
