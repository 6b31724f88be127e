package io.atrium.contracts;

/** Who did something. */
public enum ActorType {
    /** A user of the platform. */
    USER,
    /** A service of the platform. */
    SERVICE,
    /** Work that nobody asked for at the time: a schedule, a repair. */
    SYSTEM,
    /** An external provider. */
    PROVIDER,
    /** A request without a known caller. */
    ANONYMOUS
}
