package io.atrium.webhook.intake;

import java.util.UUID;

/**
 * The ids of events that Kafka has acknowledged lately, in bounded memory. When it is full, the oldest id of the
 * organization that has most of it is forgotten, so that an organization with many events takes no other's memory. Ids are
 * digests, so their bits serve as their hash.
 */
public final class RecentEvents {

    private static final int STRIPES = 16;

    private final RecentStripe[] stripes = new RecentStripe[STRIPES];

    /** @param remembered ids of all organizations together */
    public RecentEvents(int remembered) {
        int perStripe = Math.max(1, remembered / STRIPES);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new RecentStripe(perStripe);
        }
    }

    /** Whether the id is remembered. */
    public boolean contains(UUID id) {
        return stripe(id).contains(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Remembers an id of an organization. */
    public void add(UUID organization, UUID id) {
        stripe(id).add(organization, id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private RecentStripe stripe(UUID id) {
        return stripes[(int) (id.getMostSignificantBits() >>> 60)];
    }
}
