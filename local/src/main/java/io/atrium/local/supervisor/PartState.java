package io.atrium.local.supervisor;

/** What a part is doing. */
public enum PartState {
    WAITING,
    STARTING,
    UP,
    RESTARTING,
    STOPPING,
    DOWN
}
