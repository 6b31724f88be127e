package io.atrium.kit.outbox;

import static java.util.Objects.requireNonNull;

import io.atrium.contracts.ActionOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Something worth a line in the audit trail that is no change of a row: a login, a refused access, a search.
 *
 * @param action {@code <resource>.<what happened>}, in the past tense
 * @param detail what else to keep, serialized to JSON; no secret and no whole body
 */
public record AuditEvent(
        String action,
        String resourceType,
        @Nullable String resourceId,
        ActionOutcome outcome,
        @Nullable Object detail) {

    public AuditEvent {
        requireNonNull(action, "action");
        requireNonNull(resourceType, "resourceType");
        requireNonNull(outcome, "outcome");
    }

    public static AuditEvent success(String action, String resourceType, @Nullable String resourceId) {
        return new AuditEvent(action, resourceType, resourceId, ActionOutcome.SUCCESS, null);
    }

    public static AuditEvent failure(String action, String resourceType, @Nullable String resourceId) {
        return new AuditEvent(action, resourceType, resourceId, ActionOutcome.FAILURE, null);
    }

    public static AuditEvent denied(String action, String resourceType, @Nullable String resourceId) {
        return new AuditEvent(action, resourceType, resourceId, ActionOutcome.DENIED, null);
    }

    public AuditEvent withDetail(Object value) {
        return new AuditEvent(action, resourceType, resourceId, outcome, value);
    }
}
