package io.atrium.identity.user;

import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.directory.LoginKey;
import io.atrium.identity.directory.LoginKeys;
import io.atrium.kit.id.Ids;
import io.atrium.kit.text.UserName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** The users for the other features of this service; all of it in the current tenant transaction. */
@ApplicationScoped
public class Users {

    private final UserRepository repository;
    private final LoginDirectory directory;

    Users(UserRepository repository, LoginDirectory directory) {
        this.repository = repository;
        this.directory = directory;
    }

    /** @throws io.atrium.kit.problem.ProblemException EMAIL_TAKEN or USERNAME_TAKEN, through the Uni */
    public Uni<Account> create(UUID id, NewUser user) {
        LoginKeys keys = directory.keys(user.email());
        return directory
                .isTakenByEarlier(keys, null)
                .invoke(UniqueConstraints::requireFreeAddress)
                .chain(() -> repository.persistAndFlush(entity(id, user, keys.current(), directory.keyId())))
                .onFailure()
                .transform(UniqueConstraints::explain)
                .map(Account::of);
    }

    public Uni<Account> create(NewUser user) {
        return create(Ids.next(), user);
    }

    public Uni<Optional<Account>> find(UUID organizationId, UUID userId) {
        return repository.find(organizationId, userId).map(found -> found.map(Account::of));
    }

    /** For a login: asks nothing without earlier secrets. */
    public Uni<Void> renewLoginKey(UUID organizationId, UUID userId) {
        return directory.hasEarlierSecrets()
                ? moveToCurrentSecret(organizationId, userId)
                : Uni.createFrom().voidItem();
    }

    /** Moves a user whose address is under an earlier secret to the current one; one of an unknown secret stays. */
    Uni<Void> moveToCurrentSecret(UUID organizationId, UUID userId) {
        return repository
                .find(organizationId, userId)
                .chain(found -> found.map(this::renewLoginKey)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> renewLoginKey(UserEntity user) {
        if (directory.keyId().equals(user.loginKeyKid)) {
            return Uni.createFrom().voidItem();
        }
        return directory
                .keys(user.email)
                .renewed(new LoginKey(user.loginKey))
                .map(renewed -> repository.renewLoginKey(user, renewed.bytes(), directory.keyId()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Replaces a hash, if it is still the known one, by one of the same password at today's cost. */
    public Uni<Void> replaceHash(UUID organizationId, UUID userId, String known, String better) {
        return repository.replaceHash(organizationId, userId, known, better);
    }

    /** Whether an organization ever had a user. */
    public Uni<Boolean> hasAny(UUID organizationId) {
        return repository.hasAny(organizationId);
    }

    private static UserEntity entity(UUID id, NewUser user, LoginKey loginKey, String keyId) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        UserEntity entity = new UserEntity();
        entity.key = new UserKey(user.organizationId(), id);
        entity.email = user.email();
        entity.loginKey = loginKey.bytes();
        entity.loginKeyKid = keyId;
        entity.username = user.username();
        entity.usernameKey = UserName.of(user.username()).mapped();
        entity.firstName = user.firstName();
        entity.lastName = user.lastName();
        entity.role = user.role();
        entity.status = UserStatus.ACTIVE;
        entity.passwordHash = user.passwordHash();
        entity.createdAt = now;
        entity.updatedAt = now;
        return entity;
    }
}
