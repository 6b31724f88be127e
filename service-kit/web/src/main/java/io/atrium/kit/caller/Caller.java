package io.atrium.kit.caller;

import static java.util.Objects.requireNonNull;

import io.atrium.contracts.ActorType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, from a verified access token.
 *
 * @param actorType {@code USER} for people
 * @param userId the token's {@code sub}
 * @param organizationId the organization that the request works in
 * @param role the token's one group
 * @param sessionId the token's {@code sid}
 * @param ip address of the client as the trusted gateway tells it
 * @param userAgent at most 512 characters
 * @param requestId the reply's {@code X-Request-Id}
 * @param actingForOrganization whether a SUPER_ADMIN named the organization with {@code X-Organization-Id}
 */
public record Caller(
        ActorType actorType,
        @Nullable UUID userId,
        UUID organizationId,
        @Nullable Role role,
        @Nullable UUID sessionId,
        @Nullable String ip,
        @Nullable String userAgent,
        String requestId,
        boolean actingForOrganization) {

    public Caller {
        requireNonNull(actorType, "actorType");
        requireNonNull(organizationId, "organizationId");
        requireNonNull(requestId, "requestId");
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
