package io.atrium.integration.work;

/** The kinds of due work; the lower-case name is the database's. */
public enum WorkKind {
    /** A row for each chain of events that waits: an organization may have very many. */
    WEBHOOK_CHAIN("webhook_chain", true),
    WEBHOOK_BACKLOG("webhook_backlog", false),
    /** A row for each job that has not ended: those that go on after their turn would hide another organization's. */
    SYNC_JOB("sync_job", true),
    SECRET_EXPIRY("secret_expiry", false),
    PROVIDER_PROBE("provider_probe", false),
    PROVISIONING("provisioning", false);

    private final String text;
    private final boolean many;

    WorkKind(String text, boolean many) {
        this.text = text;
        this.many = many;
    }

    public String text() {
        return text;
    }

    /** Whether one organization may have so much of it due that the oldest of it hides the others'. */
    boolean isMany() {
        return many;
    }
}
