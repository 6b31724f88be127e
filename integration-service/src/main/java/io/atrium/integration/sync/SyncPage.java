package io.atrium.integration.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.integration.provider.ProviderException;
import io.atrium.integration.provider.ProviderFault;
import io.atrium.integration.provider.ProviderPage;
import io.atrium.integration.record.RecordChange;
import io.atrium.kit.time.Rfc3339;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider's page as changes of records. A record without a usable id or time is passed by and counted; a page with
 * more of these than good ones is a bad answer.
 *
 * @param newest the newest time of a record, null when there is none
 */
record SyncPage(
        List<RecordChange> changes,
        int seen,
        int rejected,
        @Nullable OffsetDateTime newest,
        @Nullable String nextCursor) {

    private static final int LONGEST_ID = 512;
    private static final String NUL = "\\u0000";

    SyncPage {
        changes = List.copyOf(changes);
    }

    static SyncPage of(SyncStep step, ProviderPage page) {
        List<RecordChange> changes = new ArrayList<>(page.items().size());
        OffsetDateTime newest = null;
        for (JsonNode item : page.items()) {
            Optional<RecordChange> change = change(step, item);
            change.ifPresent(changes::add);
            if (change.isPresent()) {
                newest = SyncProgress.later(newest, change.get().updatedAt());
            }
        }
        int rejected = page.items().size() - changes.size();
        if (rejected > changes.size()) {
            throw new ProviderException(
                    ProviderFault.PROVIDER_BAD_RESPONSE,
                    rejected + " records of a page have no usable id or updated_at");
        }
        String next = page.nextCursor();
        if (next != null && next.equals(step.cursor())) {
            throw new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, "The provider's cursor does not move");
        }
        return new SyncPage(changes, page.items().size(), rejected, newest, next);
    }

    private static Optional<RecordChange> change(SyncStep step, JsonNode item) {
        JsonNode id = item.path("id");
        OffsetDateTime updated = time(item.path("updated_at"));
        String text = item.toString();
        if (updated == null
                || !(id.isTextual() || id.isIntegralNumber())
                || id.asText().isEmpty()
                || id.asText().length() > LONGEST_ID
                || text.contains(NUL)) {
            return Optional.empty();
        }
        JsonNode version = item.path("version");
        return Optional.of(new RecordChange(
                step.organizationId(),
                step.kind(),
                id.asText(),
                text,
                updated,
                version.canConvertToLong() ? version.asLong() : 0,
                item.path("deleted").asBoolean(false),
                RecordChange.Origin.SYNC,
                step.jobId()));
    }

    private static @Nullable OffsetDateTime time(JsonNode value) {
        return Rfc3339.parse(value.textValue())
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .orElse(null);
    }
}
