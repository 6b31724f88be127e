package io.atrium.contracts;

import java.util.Set;

/** The topics of the platform. They are created by the deployment, never by a service. */
public final class Topics {
    /** Every data change and named event; key: organization id. */
    public static final String CHANGES = "atrium.changes.v1";

    /** Accepted webhooks; key: {@code <organization>/<source>/<entity>}. */
    public static final String WEBHOOKS = "atrium.webhooks.v1";

    /** Compacted: the webhook sources of all organizations; key: {@code <organization>/<source>}. */
    public static final String WEBHOOK_SOURCES = "atrium.webhook-sources.v1";

    /** Compacted: the state of each organization; key: organization id. */
    public static final String ORGANIZATIONS = "atrium.organizations.v1";

    /** Compacted: ended sessions and raised token versions; key: {@code session:<id>} or {@code user:<id>}. */
    public static final String REVOCATIONS = "atrium.revocations.v1";

    /** Compacted: the public halves of the signing keys; key: key id. */
    public static final String SIGNING_KEYS = "atrium.signing-keys.v1";

    /** Metered usage; key: organization id. */
    public static final String USAGE = "atrium.usage.v1";

    /** Reserved, not created yet: deliveries that were refused; key: {@code <organization>/<source>}. */
    public static final String REFUSED_DELIVERIES = "atrium.refused-deliveries.v1";

    /** Reserved, not created yet: organizations to erase, and the services' answers; key: organization id. */
    public static final String ERASURES = "atrium.erasures.v1";

    /** The topics in use, without those for dead letters. */
    public static final Set<String> IN_USE =
            Set.of(CHANGES, WEBHOOKS, WEBHOOK_SOURCES, ORGANIZATIONS, REVOCATIONS, SIGNING_KEYS, USAGE);

    /** The topics whose names are taken and that nothing is sent to yet. */
    public static final Set<String> RESERVED = Set.of(REFUSED_DELIVERIES, ERASURES);

    /** The topics that hold the current state of each key: none of their messages may be left out. */
    public static final Set<String> COMPACTED = Set.of(WEBHOOK_SOURCES, ORGANIZATIONS, REVOCATIONS, SIGNING_KEYS);

    private Topics() {}

    /**
     * The topic for what a consumer of {@code topic} cannot process.
     *
     * @return {@code <topic>.dlq}
     */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }
}
