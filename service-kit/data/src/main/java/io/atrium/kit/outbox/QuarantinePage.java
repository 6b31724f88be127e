package io.atrium.kit.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextCursor what to give as {@code cursor} for the next page; null on the last */
public record QuarantinePage(
        List<QuarantinedMessage> items, @Nullable String nextCursor) {

    public QuarantinePage {
        items = List.copyOf(items);
    }
}
