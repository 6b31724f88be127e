package io.atrium.kit.token;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an organization is in its life. */
@Schema(
        description =
                "PENDING: reserved, its first user is being registered. ACTIVE. SUSPENDED: nobody of it may log in"
                        + " or call, and its webhooks are refused. ERASING: being removed from every service.",
        examples = "ACTIVE")
public enum OrganizationStatus {
    /** Reserved: its first user is being registered. */
    PENDING,
    ACTIVE,
    /** Nobody of it may log in or call. */
    SUSPENDED,
    /** Being removed from every service. */
    ERASING;

    /** Whether the organization's requests are refused. */
    public boolean isRefused() {
        return this == SUSPENDED || this == ERASING;
    }
}
