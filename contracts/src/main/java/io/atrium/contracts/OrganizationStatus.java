package io.atrium.contracts;

/** Where an organization is in its life. */
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
