package io.atrium.identity.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.password.PasswordPolicy;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.http.ETags;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.organization.PlatformOrganization;
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
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    private final OrganizationStates organizations;
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
            OrganizationStates organizations,
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
        this.organizations = organizations;
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

    Uni<UserResponse> get(UUID id) {
        Caller caller = callers.current();
        return transaction
                .read(() -> existing(caller, id))
                .invoke(user -> UserAccess.requireOwnOrAdmin(caller, id))
                .map(UserResponse::of);
    }

    Uni<UserResponse> create(CreateUserRequest request) {
        Caller caller = callers.current();
        UUID organizationId = caller.organizationId();
        if (request.organizationId() != null && !request.organizationId().equals(organizationId)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "Users are created in the caller's own organization.");
        }
        if (caller.actingForOrganization()
                && organizations.find(organizationId).isEmpty()
                && !organizationId.equals(PlatformOrganization.ID)) {
            throw ProblemException.notFound();
        }
        UserAccess.requireMayGrant(caller, request.role(), organizationId);
        policy.check(request.password(), request.email(), request.username());
        return hasher.hash(request.password(), share(caller))
                .chain(hash -> transaction.run(() -> users.create(newUser(request, organizationId, hash))))
                .map(Account::profile);
    }

    Uni<UserResponse> replace(UUID id, UpdateUserRequest request, @Nullable String ifMatch) {
        Caller caller = callers.current();
        return transaction.run(() -> editable(caller, id, ifMatch).chain(user -> changes.apply(caller, user, request)));
    }

    Uni<UserResponse> patch(UUID id, JsonNode patch, @Nullable String ifMatch) {
        Caller caller = callers.current();
        return transaction.run(() -> editable(caller, id, ifMatch)
                .chain(user -> patched(patch, user).chain(wanted -> changes.apply(caller, user, wanted))));
    }

    Uni<Void> delete(UUID id, @Nullable String ifMatch) {
        Caller caller = callers.current();
        return transaction.run(() -> editable(caller, id, ifMatch).chain(changes::delete));
    }

    /** Ends the delays that failed logins have brought upon a user. */
    Uni<Void> unlock(UUID id) {
        Caller caller = callers.current();
        AuditEvent event = AuditEvent.success("user.unlocked", "user", id.toString());
        return transaction.run(
                () -> existing(caller, id).chain(user -> directory.unlock(id)).chain(() -> audit.record(event)));
    }

    private Uni<UserEntity> existing(Caller caller, UUID id) {
        return repository.find(caller.organizationId(), id).map(found -> found.orElseThrow(ProblemException::notFound));
    }

    private Uni<UserEntity> editable(Caller caller, UUID id, @Nullable String ifMatch) {
        return existing(caller, id)
                .invoke(user -> UserAccess.requireOwnOrAdmin(caller, id))
                .invoke(user -> ETags.require(ifMatch, user.version));
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
