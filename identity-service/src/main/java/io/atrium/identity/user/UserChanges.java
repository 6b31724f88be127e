package io.atrium.identity.user;

import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.directory.LoginKey;
import io.atrium.identity.session.EndReason;
import io.atrium.identity.session.RevocationEvents;
import io.atrium.identity.session.Sessions;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.Role;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.UserName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Changes a user and what follows from it: a change of role or status, and a deletion, revoke the user's tokens, and
 * none of them may leave an organization without an administrator.
 */
@ApplicationScoped
class UserChanges {

    private final UserRepository repository;
    private final LoginDirectory directory;
    private final Sessions sessions;
    private final RevocationEvents revocations;

    UserChanges(UserRepository repository, LoginDirectory directory, Sessions sessions, RevocationEvents revocations) {
        this.repository = repository;
        this.directory = directory;
        this.sessions = sessions;
        this.revocations = revocations;
    }

    Uni<UserResponse> apply(Caller caller, UserEntity user, UpdateUserRequest wanted) {
        Role role = Objects.requireNonNullElse(wanted.role(), user.role);
        UserStatus status = Objects.requireNonNullElse(wanted.status(), user.status);
        boolean rights = role != user.role || status != user.status;
        if (rights) {
            UserAccess.requireAdmin(caller);
            UserAccess.requireMayGrant(caller, role, user.key.organizationId());
        }
        Uni<Void> guarded = role == user.role && status == UserStatus.ACTIVE ? none() : keepAnAdmin(user);
        return guarded.chain(() -> requireFreeAddress(user, wanted.email()))
                .invoke(() -> write(user, wanted, role, status))
                .chain(repository::flush)
                .onFailure()
                .transform(UniqueConstraints::explain)
                .chain(() -> rights ? revoke(user) : none())
                .chain(() -> rights && status == UserStatus.DISABLED ? end(user, EndReason.USER_DISABLED) : none())
                .map(done -> UserResponse.of(user));
    }

    Uni<Void> delete(UserEntity user) {
        return keepAnAdmin(user)
                .invoke(() -> {
                    user.deletedAt = now();
                    user.passwordHash = null;
                    user.tokenVersion++;
                })
                .chain(repository::flush)
                .chain(() -> revoke(user))
                .chain(() -> end(user, EndReason.USER_DELETED));
    }

    private Uni<Void> requireFreeAddress(UserEntity user, String email) {
        if (email.equals(user.email)) {
            return none();
        }
        return directory
                .isTakenByEarlier(directory.keys(email), new LoginKey(user.loginKey))
                .invoke(UniqueConstraints::requireFreeAddress)
                .replaceWithVoid();
    }

    private void write(UserEntity user, UpdateUserRequest wanted, Role role, UserStatus status) {
        String email = wanted.email();
        boolean changed = role != user.role
                || status != user.status
                || !email.equals(user.email)
                || !wanted.username().equals(user.username)
                || !Objects.equals(wanted.firstName(), user.firstName)
                || !Objects.equals(wanted.lastName(), user.lastName);
        if (!changed) {
            return;
        }
        if (!email.equals(user.email)) {
            user.email = email;
            user.loginKey = directory.keys(email).current().bytes();
            user.loginKeyKid = directory.keyId();
        }
        if (role != user.role || status != user.status) {
            user.tokenVersion++;
        }
        if (!wanted.username().equals(user.username)) {
            user.username = wanted.username();
            user.usernameKey = UserName.of(wanted.username()).mapped();
        }
        user.firstName = wanted.firstName();
        user.lastName = wanted.lastName();
        user.role = role;
        user.status = status;
        user.updatedAt = now();
    }

    /** Of a user who was locked with the administrators ({@link UserRepository#lockForRights}). */
    private Uni<Void> keepAnAdmin(UserEntity user) {
        if (!user.isActive() || (user.role != Role.ORG_ADMIN && user.role != Role.SUPER_ADMIN)) {
            return none();
        }
        return repository
                .holders(user.key.organizationId(), user.role)
                .invoke(holders -> {
                    if (holders.stream().allMatch(user.key.userId()::equals)) {
                        throw new ProblemException(
                                ErrorCode.LAST_ADMIN, "The organization's last administrator stays one.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> revoke(UserEntity user) {
        return revocations.user(user.key.organizationId(), user.key.userId(), user.tokenVersion);
    }

    private Uni<Void> end(UserEntity user, EndReason reason) {
        return sessions.endAll(user.key.organizationId(), user.key.userId(), reason);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Uni<Void> none() {
        return Uni.createFrom().voidItem();
    }
}
