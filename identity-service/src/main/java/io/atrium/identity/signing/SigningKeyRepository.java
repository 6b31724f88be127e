package io.atrium.identity.signing;

import io.atrium.contracts.SigningKeyState.Status;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The table of signing keys, in a transaction of the platform organization. It is read; what changes it are functions of
 * the database's, which keep the order of a key's life. Times are the database's.
 */
@ApplicationScoped
class SigningKeyRepository {

    Uni<List<SigningKeyRow>> all() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT kid, status, public_jwk, private_key, "
                                        + "CAST(extract(epoch FROM now() - status_since) * 1000 AS bigint), "
                                        + "CAST(extract(epoch FROM now() - acknowledged_at) * 1000 AS bigint) "
                                        + "FROM signing_keys ORDER BY created_at, kid",
                                Object[].class)
                        .getResultList())
                .map(rows -> rows.stream().map(SigningKeyRepository::row).toList());
    }

    /** Whether this transaction alone rotates; held until it ends. */
    Uni<Boolean> lock() {
        return call("SELECT lock_signing_keys()");
    }

    /** @return whether it was stored: another replica may have been first */
    Uni<Boolean> insert(RsaKeys.Generated key, Status status) {
        return call(
                "SELECT add_signing_key(?1, ?2, ?3, ?4)", key.kid(), status.name(), key.publicJwk(), key.sealedKey());
    }

    /** @return whether it was the key's next step */
    Uni<Boolean> move(String kid, Status to) {
        return call("SELECT move_signing_key(?1, ?2)", kid, to.name());
    }

    /** @return whether nobody knew before that the key was read from the topic */
    Uni<Boolean> acknowledge(String kid) {
        return call("SELECT acknowledge_signing_key(?1)", kid);
    }

    /** @return whether nothing that the key signed is good any more, so that it was removed */
    Uni<Boolean> remove(String kid) {
        return call("SELECT remove_signing_key(?1)", kid);
    }

    /** @return whether the known text was replaced: another replica may have been first */
    Uni<Boolean> reseal(SigningKeyRow key, String renewed) {
        return call("SELECT reseal_signing_key(?1, ?2, ?3)", key.kid(), key.sealedKey(), renewed);
    }

    private static Uni<Boolean> call(String function, String... arguments) {
        return Panache.getSession()
                .chain(session -> with(session.createNativeQuery(function, Boolean.class), arguments)
                        .getSingleResult());
    }

    private static Mutiny.SelectionQuery<Boolean> with(Mutiny.SelectionQuery<Boolean> query, String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            query.setParameter(i + 1, arguments[i]);
        }
        return query;
    }

    private static SigningKeyRow row(Object[] columns) {
        return new SigningKeyRow(
                (String) columns[0],
                Status.valueOf((String) columns[1]),
                (String) columns[2],
                (String) columns[3],
                Duration.ofMillis(((Number) columns[4]).longValue()),
                columns[5] == null ? null : Duration.ofMillis(((Number) columns[5]).longValue()));
    }
}
