package io.atrium.audit.verification;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.AuditRecord;
import io.atrium.audit.chain.ChainLink;
import io.atrium.audit.chain.StoredLink;
import io.atrium.audit.verification.Verification.Break;
import io.atrium.audit.verification.Verification.Kind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks a chain a page at a time, and stops at the first break. Holds one hash, not the chain. */
final class ChainWalk {
    private final HeadRow head;
    private long seq;
    private long erased;
    private byte[] hash;
    private @Nullable Break broken;

    private ChainWalk(HeadRow head, long seq, long erased, byte[] hash) {
        this.head = head;
        this.seq = seq;
        this.erased = erased;
        this.hash = hash;
    }

    /** From the first event. */
    static ChainWalk begin(HeadRow head) {
        return new ChainWalk(head, 0, 0, ChainLink.origin());
    }

    /** From where an earlier request has come, to the head as that one found it. */
    static ChainWalk resume(WalkPlace place) {
        return new ChainWalk(place.head(), place.seq(), place.erased(), place.hash());
    }

    /** Where it has come. */
    WalkPlace place() {
        return new WalkPlace(head, seq, erased, hash);
    }

    long seq() {
        return seq;
    }

    /** The last seq that belongs to the walk; what is appended meanwhile does not. */
    long lastSeq() {
        return head.seq();
    }

    /** Whether there is nothing left to read. */
    boolean isOver() {
        return broken != null || seq >= head.seq();
    }

    /** Takes the links after {@link #seq()}; none, when there are no more. */
    void take(List<StoredLink> page) {
        if (page.isEmpty()) {
            broken = new Break(
                    seq + 1, Kind.CUT_OFF, "Events " + (seq + 1) + " to " + head.seq() + " are gone from the end");
        }
        for (StoredLink each : page) {
            broken = check(each);
            if (broken != null) {
                return;
            }
        }
    }

    private @Nullable Break check(StoredLink stored) {
        long expected = seq + 1;
        long found = stored.link().seq();
        if (found != expected) {
            return new Break(expected, Kind.MISSING, "Events " + expected + " to " + (found - 1) + " are missing");
        }
        byte[] next = stored.link().hash(hash);
        if (!Arrays.equals(next, stored.hash())) {
            return new Break(expected, Kind.CHANGED, "The link does not follow from the one before it");
        }
        StoredLink.Payload payload = stored.payload();
        Break difference = payload == null ? null : check(stored, payload);
        if (difference != null) {
            return difference;
        }
        erased += payload == null ? 1 : 0;
        seq = expected;
        hash = next;
        return null;
    }

    private static @Nullable Break check(StoredLink stored, StoredLink.Payload payload) {
        long place = stored.link().seq();
        byte[] digest = ChainLink.digest(payload.salt(), payload.canonicalRecord());
        if (!Arrays.equals(digest, stored.link().digest())) {
            return new Break(place, Kind.CHANGED, "The record is not the one whose digest is in the chain");
        }
        Optional<AuditRecord> record = payload.record();
        if (record.isEmpty()) {
            return new Break(
                    place,
                    Kind.UNREADABLE,
                    "The record of event " + stored.link().eventId() + " is the one whose digest is in the chain, and"
                            + " cannot be read");
        }
        String difference = difference(stored, payload, record.get());
        return difference == null ? null : new Break(place, Kind.CHANGED, difference);
    }

    private static @Nullable String difference(StoredLink stored, StoredLink.Payload payload, AuditRecord record) {
        if (!record.change().organizationId().equals(stored.link().organizationId())
                || !record.eventId().equals(stored.link().eventId())) {
            return "The record is of another event";
        }
        return AuditColumn.of(record).entrySet().stream()
                .filter(each ->
                        !Objects.equals(each.getValue(), payload.columns().get(each.getKey())))
                .map(each -> "The column " + each.getKey().column() + " differs from the record")
                .findFirst()
                .orElse(null);
    }

    /** @param continuation what to go on with; null when the walk is over */
    Verification result(@Nullable String continuation) {
        Break found = broken == null && isOver() ? headBreak() : broken;
        return new Verification(
                found == null, seq, erased, new Verification.Head(head.seq(), head.hash()), found, continuation);
    }

    private @Nullable Break headBreak() {
        if (head.lastSeq() > head.seq()) {
            return new Break(head.seq() + 1, Kind.CHANGED, "The head stands before the last event, " + head.lastSeq());
        }
        if (!HexFormat.of().formatHex(hash).equals(head.hash())) {
            return new Break(head.seq(), Kind.CHANGED, "The head's hash is not the last event's");
        }
        return null;
    }
}
