package io.atrium.identity.user;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a user may log in. */
@Schema(
        description = "ACTIVE: may log in. DISABLED: may not, and the sessions and tokens of before are refused.",
        examples = "ACTIVE")
public enum UserStatus {
    ACTIVE,
    DISABLED
}
