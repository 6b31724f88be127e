package io.atrium.integration.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The event store as the API reads it; it is written by plain SQL. */
@Entity
@Immutable
@Table(name = "webhook_event")
class WebhookEventEntity {

    @Id
    @Column(name = "event_id")
    UUID eventId;

    @Column
    String source;

    @Column
    String chain;

    @Column
    @Nullable
    String type;

    @Column(name = "entity_id")
    @Nullable
    String entityId;

    @Column(name = "provider_event_id")
    String providerEventId;

    @Column(name = "client_ip")
    @Nullable
    String clientIp;

    @Column(name = "content_type")
    @Nullable
    String contentType;

    @Column
    byte[] payload;

    @Column(name = "received_at")
    Instant receivedAt;

    @Enumerated(EnumType.STRING)
    @Column
    WebhookState state;

    @Column
    @Nullable
    String reason;

    @Column
    @Nullable
    String outcome;

    @Column
    @Nullable
    String detail;

    @Column
    int attempts;

    @Formula("cast(attempt_log as text)")
    @Nullable
    String attemptLog;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;
}
