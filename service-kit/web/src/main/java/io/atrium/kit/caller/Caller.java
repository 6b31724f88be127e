package io.atrium.kit.caller;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Who makes a request, from a verified access token: always a user.
 *
 * @param userId the token's {@code sub}
 * @param homeOrganizationId the token's {@code org}: the organization that the user belongs to
 * @param organizationId the organization that the request works in; another one when a SUPER_ADMIN names it with
 *     {@code X-Organization-Id}
 * @param role the token's one group
 * @param sessionId the token's {@code sid}
 * @param request facts of the request
 */
public record Caller(
        UUID userId, UUID homeOrganizationId, UUID organizationId, Role role, UUID sessionId, RequestInfo request) {

    public Caller {
        requireNonNull(userId, "userId");
        requireNonNull(homeOrganizationId, "homeOrganizationId");
        requireNonNull(organizationId, "organizationId");
        requireNonNull(role, "role");
        requireNonNull(sessionId, "sessionId");
        requireNonNull(request, "request");
    }

    /** Whether a SUPER_ADMIN works in an organization that is not theirs. */
    public boolean actingForOrganization() {
        return !organizationId.equals(homeOrganizationId);
    }

    /** Whether the caller has exactly this role. */
    public boolean is(Role other) {
        return role == other;
    }

    /** Whether the caller is this user. */
    public boolean isUser(UUID id) {
        return id.equals(userId);
    }
}
