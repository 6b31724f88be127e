package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a merge patch of a user may hold (RFC 7396), as OpenAPI shows it. {@link UserPatches} reads the JSON itself, for a
 * record does not tell null from absent.
 */
@Schema(name = "UserPatch")
record UserPatch(
        @Nullable String email,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Role role,
        @Nullable UserStatus status) {}
