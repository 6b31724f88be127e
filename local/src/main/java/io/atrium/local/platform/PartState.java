package io.atrium.local.platform;

/** What a part is doing. */
public enum PartState {
    WAITING,
    STARTING,
    UP,
    RESTARTING,
    STOPPING,
    DOWN
}
