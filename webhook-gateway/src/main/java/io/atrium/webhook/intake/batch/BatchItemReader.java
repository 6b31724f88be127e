package io.atrium.webhook.intake.batch;

import io.atrium.kit.json.JsonRefusedException;
import io.atrium.kit.json.JsonText;
import io.atrium.webhook.intake.EventIds;
import io.atrium.webhook.intake.ReceivedEvent;
import io.atrium.webhook.source.WebhookSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of one batch.
 *
 * @param largest the most bytes that an item may have
 * @param receivedAt milliseconds since the epoch
 * @param traceParent of the batch's trace, if it has one
 */
record BatchItemReader(
        WebhookSource source,
        int largest,
        @Nullable String clientIp,
        long receivedAt,
        @Nullable String traceParent) {

    private static final String CONTENT_TYPE = "application/json";

    /** Why an item is refused, as a sentence. */
    static final class RefusedItemException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedItemException(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** The event that an item is. */
    ReceivedEvent read(BatchItems items, int index) throws RefusedItemException {
        if (items.length(index) > largest) {
            throw new RefusedItemException("The item has more than " + largest + " bytes.");
        }
        if (!items.startsWith(index, '{')) {
            throw new RefusedItemException("The item is no JSON object.");
        }
        byte[] item = items.bytes(index);
        try {
            JsonText.check(item);
        } catch (JsonRefusedException e) {
            throw new RefusedItemException("The item " + e.getMessage() + ".");
        }
        return new ReceivedEvent(
                EventIds.item(source, item),
                EventIds.entity(source, item),
                clientIp,
                CONTENT_TYPE,
                item,
                receivedAt,
                traceParent);
    }
}
