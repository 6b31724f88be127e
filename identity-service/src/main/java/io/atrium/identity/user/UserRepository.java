package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users of the current tenant transaction's organization; those deleted are not found. */
@ApplicationScoped
class UserRepository implements PanacheRepositoryBase<UserEntity, UserKey> {

    private static final UUID FIRST = new UUID(0, 0);

    Uni<Optional<UserEntity>> find(UUID organizationId, UUID userId) {
        return findById(new UserKey(organizationId, userId))
                .map(user -> Optional.ofNullable(user).filter(found -> found.deletedAt == null));
    }

    /** In the order of creation, which the ids are. */
    Uni<List<UserEntity>> list(UUID organizationId, @Nullable UUID after, int limit) {
        return find(
                        "key.organizationId = ?1 and key.userId > ?2 and deletedAt is null order by key.userId",
                        organizationId,
                        after == null ? FIRST : after)
                .range(0, limit - 1)
                .list();
    }

    /** A user as nobody else changes them until the transaction ends. */
    Uni<Optional<UserEntity>> lock(UserKey key) {
        return findById(key, LockModeType.PESSIMISTIC_WRITE)
                .map(user -> Optional.ofNullable(user).filter(found -> found.deletedAt == null));
    }

    /**
     * The same for a change that may take a role from the user. The active administrators are locked too, all of them
     * always in the same order, so that of two transactions that each take the role from one administrator, the second
     * sees what the first did, and neither waits for what the other has.
     */
    Uni<Optional<UserEntity>> lockForRights(UserKey key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT CAST(id AS text) FROM users "
                                        + "WHERE organization_id = :org AND (id = :id OR role IN ('ORG_ADMIN', 'SUPER_ADMIN') "
                                        + "AND status = 'ACTIVE' AND deleted_at IS NULL) ORDER BY id FOR NO KEY UPDATE",
                                String.class)
                        .setParameter("org", key.organizationId())
                        .setParameter("id", key.userId())
                        .getResultList())
                .chain(locked -> find(key.organizationId(), key.userId()));
    }

    /** The active holders of a role. */
    Uni<List<UUID>> holders(UUID organizationId, Role role) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT CAST(id AS text) FROM users WHERE organization_id = :org AND role = :role "
                                        + "AND status = 'ACTIVE' AND deleted_at IS NULL",
                                String.class)
                        .setParameter("org", organizationId)
                        .setParameter("role", role.name())
                        .getResultList())
                .map(ids -> ids.stream().map(UUID::fromString).toList());
    }

    /** Nothing happens when the hash has become another one meanwhile: the password has changed. */
    Uni<Void> replaceHash(UUID organizationId, UUID userId, String known, String better) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("UPDATE users SET password_hash = :better "
                                + "WHERE organization_id = :org AND id = :id AND password_hash = :known")
                        .setParameter("better", better)
                        .setParameter("known", known)
                        .setParameter("org", organizationId)
                        .setParameter("id", userId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Moves a user to the key of the same address under today's secret, unless the key has become another one meanwhile,
     * or another user has it. Counts as no change of the user.
     */
    Uni<Void> renewLoginKey(UserEntity user, byte[] renewed, String keyId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "UPDATE users SET login_key = :renewed, login_key_kid = :kid "
                                        + "WHERE organization_id = :org AND id = :id AND login_key = :known "
                                        + "AND (login_key = :renewed OR NOT login_is_any_taken(:renewed))")
                        .setParameter("renewed", renewed)
                        .setParameter("kid", keyId)
                        .setParameter("org", user.key.organizationId())
                        .setParameter("id", user.key.userId())
                        .setParameter("known", user.loginKey)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** In a transaction of the platform organization: users whose key is not known to be of this secret, in order. */
    Uni<List<UserKey>> underOtherSecrets(String keyId, UserKey after, int atMost) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT CAST(organization_id AS text), CAST(user_id AS text) "
                                        + "FROM login_under_other_keys(:kid, :org, :id, :atMost)",
                                Object[].class)
                        .setParameter("kid", keyId)
                        .setParameter("org", after.organizationId())
                        .setParameter("id", after.userId())
                        .setParameter("atMost", atMost)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new UserKey(UUID.fromString((String) row[0]), UUID.fromString((String) row[1])))
                        .toList());
    }

    /** Whether anybody was ever a user of the organization. */
    Uni<Boolean> hasAny(UUID organizationId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT EXISTS (SELECT 1 FROM users WHERE organization_id = :org)", Boolean.class)
                        .setParameter("org", organizationId)
                        .getSingleResult());
    }
}
