package io.atrium.kit.tenancy;

/** A transaction was begun outside {@link TenantTransaction}: there is no organization whose rows it could touch. */
public final class TenantContextMissingException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    TenantContextMissingException() {
        super("No organization: transactions begin in TenantTransaction");
    }
}
