package io.atrium.kit.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of messages that were sent together.
 *
 * @param removable the seq of each that was acknowledged, and that no other of the same key precedes
 * @param outage a failure that lies in the broker or the way to it, if there was one
 * @param faults of each key the first message that failed by its own fault, unless an outage came before it
 */
record Acknowledged(List<Long> removable, @Nullable Throwable outage, Map<OutboxRow, Throwable> faults) {

    static Acknowledged of(List<OutboxRow> rows, List<@Nullable Throwable> results) {
        Set<String> blocked = new HashSet<>();
        List<Long> removable = new ArrayList<>(rows.size());
        Map<OutboxRow, Throwable> faults = new LinkedHashMap<>();
        Throwable outage = null;
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            Throwable failure = results.get(i);
            if (failure == null) {
                if (!blocked.contains(row.key())) {
                    removable.add(row.seq());
                }
            } else if (SendFailures.isOutage(failure)) {
                outage = failure;
                blocked.add(row.key());
            } else if (blocked.add(row.key())) {
                faults.put(row, failure);
            }
        }
        return new Acknowledged(removable, outage, faults);
    }
}
