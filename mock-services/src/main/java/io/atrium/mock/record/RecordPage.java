package io.atrium.mock.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the cursor of the next one. */
public record RecordPage(List<StoredRecord> items, @Nullable String nextCursor) {

    public RecordPage {
        items = List.copyOf(items);
    }
}
