package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code users}. */
@Entity
@Table(name = "users")
@DynamicUpdate
class UserEntity {

    @EmbeddedId
    UserKey key;

    @Column(name = "email")
    String email;

    @Column(name = "login_key")
    byte[] loginKey;

    @Column(name = "login_key_kid")
    @Nullable
    String loginKeyKid;

    @Column(name = "username")
    String username;

    @Column(name = "username_key")
    @Nullable
    String usernameKey;

    @Column(name = "first_name")
    @Nullable
    String firstName;

    @Column(name = "last_name")
    @Nullable
    String lastName;

    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    Role role;

    @Column(name = "status")
    @Enumerated(EnumType.STRING)
    UserStatus status;

    /** Nothing for a deleted user. */
    @Column(name = "password_hash")
    @Nullable
    String passwordHash;

    @Column(name = "token_version")
    int tokenVersion;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "deleted_at")
    @Nullable
    Instant deletedAt;

    @Column(name = "last_login_at", insertable = false, updatable = false)
    @Nullable
    Instant lastLoginAt;

    @Version
    @Column(name = "version")
    int version;

    boolean isActive() {
        return status == UserStatus.ACTIVE && deletedAt == null;
    }
}
