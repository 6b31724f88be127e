package io.atrium.integration.record;

import java.util.Optional;

/** What is synced: one kind of record a provider. */
public enum RecordKind {
    USERS("users", "user"),
    PAYMENTS("payments", "payment"),
    MESSAGES("messages", "communication");

    private final String path;
    private final String provider;

    RecordKind(String path, String provider) {
        this.path = path;
        this.provider = provider;
    }

    /** The collection's name at the provider, in this API and in the database. */
    public String path() {
        return path;
    }

    /** The provider that holds these records; also the name of its default webhook source. */
    public String provider() {
        return provider;
    }

    public static RecordKind ofPath(String path) {
        for (RecordKind kind : values()) {
            if (kind.path.equals(path)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No such kind of record: " + path);
    }

    /** The kind that a default webhook source brings; empty for an organization's own source. */
    public static Optional<RecordKind> ofSource(String source) {
        for (RecordKind kind : values()) {
            if (kind.provider.equals(source)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
