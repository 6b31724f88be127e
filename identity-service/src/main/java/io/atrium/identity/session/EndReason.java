package io.atrium.identity.session;

/** Why a session is over before its time. */
public enum EndReason {
    LOGOUT,
    REFRESH_REUSE,
    USER_DISABLED,
    USER_DELETED
}
