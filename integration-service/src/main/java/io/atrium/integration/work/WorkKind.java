package io.atrium.integration.work;

/** The kinds of due work; the lower-case name is the database's. */
public enum WorkKind {
    WEBHOOK_CHAIN("webhook_chain"),
    SYNC_JOB("sync_job"),
    SECRET_EXPIRY("secret_expiry"),
    PROVIDER_PROBE("provider_probe");

    private final String text;

    WorkKind(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    static WorkKind of(String text) {
        for (WorkKind kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No such kind of work: " + text);
    }
}
