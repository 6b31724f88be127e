package io.atrium.identity.user;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** The primary key, led by the organization. */
@Embeddable
record UserKey(
        @Column(name = "organization_id") UUID organizationId,
        @Column(name = "id") UUID userId) implements Serializable {}
