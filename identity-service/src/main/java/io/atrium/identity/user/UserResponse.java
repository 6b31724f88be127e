package io.atrium.identity.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atrium.kit.caller.Role;
import io.atrium.kit.http.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user as the API shows it.
 *
 * @param version raised by each change; the {@code ETag} in other words
 */
@Schema(name = "User")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UserResponse(
        UUID id,
        UUID organizationId,
        String email,
        String username,
        @Nullable String firstName,
        @Nullable String lastName,
        Role role,
        UserStatus status,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastLoginAt,
        int version)
        implements Versioned {

    static UserResponse of(UserEntity user) {
        return new UserResponse(
                user.key.userId(),
                user.key.organizationId(),
                user.email,
                user.username,
                user.firstName,
                user.lastName,
                user.role,
                user.status,
                user.createdAt,
                user.updatedAt,
                user.lastLoginAt,
                user.version);
    }
}
