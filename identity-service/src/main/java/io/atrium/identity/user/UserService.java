package io.atrium.identity.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.password.PasswordPolicy;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/** What the API does with users, in the caller's organization. */
@ApplicationScoped
class UserService {

    private static final Keyset LIST = Keyset.of("users", KeyColumn.uuid());

    private final UserRepository repository;
    private final Users users;
    private final UserChanges changes;
    private final UserPatches patches;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final LoginDirectory directory;
    private final AuditEvents audit;
    private final CallerContext callers;
    private final TenantTransaction transaction;
    private final Cursors cursors;

    UserService(
            UserRepository repository,
            Users users,
            UserChanges changes,
            UserPatches patches,
            PasswordPolicy policy,
            PasswordHasher hasher,
            LoginDirectory directory,
            AuditEvents audit,
            CallerContext callers,
            TenantTransaction transaction,
            Cursors cursors) {
        this.repository = repository;
        this.users = users;
        this.changes = changes;
        this.patches = patches;
        this.policy = policy;
        this.hasher = hasher;
        this.directory = directory;
        this.audit = audit;
        this.callers = callers;
        this.transaction = transaction;
        this.cursors = cursors;
    }

    Uni<Page<UserResponse>> list(PageRequest request) {
        UUID organizationId = callers.current().organizationId();
        Paging page = cursors.open(LIST, organizationId, request);
        UUID after = page.after().map(cursor -> cursor.uuid(0)).orElse(null);
        int rows = page.fetch();
        return transaction
                .read(() -> repository.list(organizationId, after, rows))
                .map(found ->
                        page.page(found, user -> Cursor.of(user.key.userId())).map(UserResponse::of));
    }

    Uni<UserResponse> get(UserKey user) {
        Caller caller = callers.current();
        return reading(caller, user, () -> existing(user))
                .invoke(found -> UserAccess.requireOwnOrAdmin(caller, user.userId()))
                .map(UserResponse::of);
    }

    Uni<UserResponse> create(CreateUserRequest request) {
        Caller caller = callers.current();
        UUID organizationId = caller.organizationId();
        if (request.organizationId() != null && !request.organizationId().equals(organizationId)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "Users are created in the caller's own organization.");
        }
        UserAccess.requireMayGrant(caller, request.role(), organizationId);
        policy.check(request.password(), request.email(), request.username());
        return hasher.hash(request.password(), share(caller))
                .chain(hash -> transaction.run(() -> users.create(newUser(request, organizationId, hash))))
                .map(Account::profile);
    }

    Uni<UserResponse> replace(UserKey user, UpdateUserRequest request, Preconditions preconditions) {
        Caller caller = callers.current();
        boolean rights = request.role() != null || request.status() != null;
        return writing(
                caller,
                user,
                () -> editable(caller, user, rights, preconditions)
                        .chain(found -> changes.apply(caller, found, request)));
    }

    Uni<UserResponse> patch(UserKey user, JsonNode patch, Preconditions preconditions) {
        Caller caller = callers.current();
        return writing(
                caller,
                user,
                () -> editable(caller, user, UserPatches.touchRights(patch), preconditions)
                        .chain(found -> patched(patch, found).chain(wanted -> changes.apply(caller, found, wanted))));
    }

    Uni<Void> delete(UserKey user, Preconditions preconditions) {
        Caller caller = callers.current();
        return writing(
                caller, user, () -> editable(caller, user, true, preconditions).chain(changes::delete));
    }

    /** Ends the delays that failed logins have brought upon a user. */
    Uni<Void> unlock(UserKey user) {
        Caller caller = callers.current();
        AuditEvent event =
                AuditEvent.success("user.unlocked", "user", user.userId().toString());
        return writing(
                caller,
                user,
                () -> existing(user)
                        .chain(found -> directory.unlock(user.userId()))
                        .chain(() -> audit.record(event)));
    }

    private <T> Uni<T> reading(Caller caller, UserKey user, Supplier<Uni<T>> work) {
        return isElsewhere(caller, user)
                ? transaction.read(TenantScope.in(caller, user.organizationId()), work)
                : transaction.read(work);
    }

    private <T> Uni<T> writing(Caller caller, UserKey user, Supplier<Uni<T>> work) {
        return isElsewhere(caller, user)
                ? transaction.run(TenantScope.in(caller, user.organizationId()), work)
                : transaction.run(work);
    }

    /** Of a SUPER_ADMIN who works in an organization and names their own user: nothing is done in that organization. */
    private static boolean isElsewhere(Caller caller, UserKey user) {
        return !user.organizationId().equals(caller.organizationId());
    }

    private Uni<UserEntity> existing(UserKey user) {
        return repository
                .find(user.organizationId(), user.userId())
                .map(found -> found.orElseThrow(ProblemException::notFound));
    }

    /** Locked until the transaction ends, so that changes at the same time follow one another. */
    private Uni<UserEntity> editable(Caller caller, UserKey user, boolean rights, Preconditions preconditions) {
        return (rights ? repository.lockForRights(user) : repository.lock(user))
                .map(found -> found.orElseThrow(ProblemException::notFound))
                .invoke(found -> UserAccess.requireOwnOrAdmin(caller, user.userId()))
                .invoke(found -> preconditions.check(found.version));
    }

    private Uni<UpdateUserRequest> patched(JsonNode patch, UserEntity user) {
        try {
            return Uni.createFrom().item(patches.apply(patch, user));
        } catch (JsonProcessingException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private static Share share(Caller caller) {
        return Share.ofOrganization(caller.organizationId(), caller.userId());
    }

    private static NewUser newUser(CreateUserRequest request, UUID organizationId, String hash) {
        return new NewUser(
                organizationId,
                request.email(),
                request.username(),
                request.firstName(),
                request.lastName(),
                request.role(),
                hash);
    }
}
