package io.atrium.webhook.intake.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of each item. Threads write to places of their own; who reads has been told of the last of them.
 */
final class BatchResults {

    private static final int MEMBERS = 112;

    private final @Nullable UUID[] eventIds;
    private final @Nullable String[] reasons;
    private final boolean[] duplicates;

    BatchResults(int count) {
        this.eventIds = new UUID[count];
        this.reasons = new String[count];
        this.duplicates = new boolean[count];
    }

    void accept(int index, UUID eventId, boolean duplicate) {
        eventIds[index] = eventId;
        duplicates[index] = duplicate;
    }

    /** @param reason a sentence of ours: nothing in it has to be escaped */
    void refuse(int index, String reason) {
        reasons[index] = reason;
    }

    int refused() {
        int refused = 0;
        for (String reason : reasons) {
            refused += reason == null ? 0 : 1;
        }
        return refused;
    }

    int duplicates() {
        int found = 0;
        for (boolean duplicate : duplicates) {
            found += duplicate ? 1 : 0;
        }
        return found;
    }

    int accepted() {
        return reasons.length - refused() - duplicates();
    }

    /** The reply. */
    String json() {
        StringBuilder json = new StringBuilder(MEMBERS * (reasons.length + 1)).append("{\"results\":[");
        for (int i = 0; i < reasons.length; i++) {
            json.append(i == 0 ? "" : ",").append("{\"index\":").append(i);
            if (reasons[i] != null) {
                json.append(",\"status\":\"refused\",\"reason\":\"").append(reasons[i]);
            } else {
                json.append(",\"status\":\"")
                        .append(duplicates[i] ? "duplicate" : "accepted")
                        .append("\",\"event_id\":\"")
                        .append(eventIds[i]);
            }
            json.append("\"}");
        }
        return json.append("],\"accepted\":")
                .append(accepted())
                .append(",\"duplicates\":")
                .append(duplicates())
                .append(",\"refused\":")
                .append(refused())
                .append('}')
                .toString();
    }
}
