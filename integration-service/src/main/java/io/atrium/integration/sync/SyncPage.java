package io.atrium.integration.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.integration.provider.ProviderException;
import io.atrium.integration.provider.ProviderFault;
import io.atrium.integration.provider.ProviderPage;
import io.atrium.integration.record.RecordChange;
import io.atrium.integration.record.RecordVersion;
import io.atrium.kit.json.Storable;
import io.atrium.kit.time.ExactTime;
import io.atrium.kit.time.Rfc3339;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider's page as changes of records. A record without a usable id or time, or too large, is passed by and counted; a page with
 * more of these than good ones is a bad answer.
 *
 * @param newest the newest time of a record, null when there is none; not after the step's start by the provider's clock,
 *     so that a time that has not come yet hides nothing from later syncs
 */
record SyncPage(
        List<RecordChange> changes,
        int seen,
        int rejected,
        @Nullable OffsetDateTime newest,
        @Nullable String nextCursor) {

    private static final int LONGEST_ID = 512;
    /** In characters; as large as the record of a webhook can be. */
    private static final int LARGEST_RECORD = 1024 * 1024;

    SyncPage {
        changes = List.copyOf(changes);
    }

    /** @param askedAt before the page was asked for: what is older is in it */
    static SyncPage of(SyncStep step, ProviderPage page, Instant askedAt) {
        ExactTime toldAt = ExactTime.of(askedAt.truncatedTo(ChronoUnit.SECONDS));
        List<RecordChange> changes = new ArrayList<>(page.items().size());
        OffsetDateTime newest = null;
        for (ProviderPage.Item item : page.items()) {
            Optional<RecordChange> change = change(step, item, toldAt);
            change.ifPresent(changes::add);
            if (change.isPresent()) {
                newest = SyncProgress.later(newest, updatedAt(change.get()));
            }
        }
        int rejected = page.items().size() - changes.size();
        if (rejected > changes.size()) {
            throw new ProviderException(
                    ProviderFault.PROVIDER_BAD_RESPONSE,
                    rejected + " records of a page have no usable id or updated_at, or are too large");
        }
        String next = page.nextCursor();
        if (step.hasMet(next)) {
            throw new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, "The provider's cursors form a cycle");
        }
        return new SyncPage(
                changes, page.items().size(), rejected, earlier(newest, startByProvider(step, page, askedAt)), next);
    }

    /** When the step began, by the slower one of the two clocks. */
    private static OffsetDateTime startByProvider(SyncStep step, ProviderPage page, Instant askedAt) {
        Instant date = page.date();
        return date == null || !date.isBefore(askedAt)
                ? step.startedAt()
                : step.startedAt().minus(Duration.between(date, askedAt));
    }

    private static @Nullable OffsetDateTime earlier(@Nullable OffsetDateTime newest, OffsetDateTime bound) {
        return newest != null && newest.isAfter(bound) ? bound : newest;
    }

    /** The page without the records that cannot be stored: all of the others are. */
    SyncPage without(int refused) {
        return new SyncPage(changes, seen, rejected + refused, newest, nextCursor);
    }

    private static Optional<RecordChange> change(SyncStep step, ProviderPage.Item item, ExactTime toldAt) {
        JsonNode value = item.value();
        JsonNode id = value.path("id");
        Optional<ExactTime> updated = Rfc3339.exact(value.path("updated_at").textValue());
        if (updated.isEmpty()
                || item.text().length() > LARGEST_RECORD
                || !(id.isTextual() || id.isIntegralNumber())
                || id.asText().isEmpty()
                || id.asText().length() > LONGEST_ID) {
            return Optional.empty();
        }
        JsonNode counter = value.path("version");
        return Optional.of(new RecordChange(
                step.organizationId(),
                step.kind(),
                Storable.plain(id.asText()),
                Storable.json(item.text()).text(),
                new RecordVersion(updated.get(), counter.canConvertToLong() ? counter.asLong() : 0, toldAt, 0),
                value.path("deleted").asBoolean(false),
                RecordChange.Origin.SYNC,
                step.jobId()));
    }

    private static OffsetDateTime updatedAt(RecordChange change) {
        return change.version()
                .updatedAt()
                .instant()
                .truncatedTo(ChronoUnit.MICROS)
                .atOffset(ZoneOffset.UTC);
    }
}
