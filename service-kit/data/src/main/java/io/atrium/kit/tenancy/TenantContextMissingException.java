package io.atrium.kit.tenancy;

/** A transaction was begun outside {@link TenantTransaction}, so it has no organization. */
public final class TenantContextMissingException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    TenantContextMissingException() {
        super("No organization: transactions begin in TenantTransaction");
    }
}
