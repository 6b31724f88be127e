package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user to store. The password is hashed already, so that no connection waits for it. */
public record NewUser(
        UUID organizationId,
        String email,
        String username,
        @Nullable String firstName,
        @Nullable String lastName,
        Role role,
        String passwordHash) {

    @Override
    public String toString() {
        return "NewUser of " + organizationId;
    }
}
