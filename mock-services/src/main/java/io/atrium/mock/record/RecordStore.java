package io.atrium.mock.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.mock.json.MockException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of one credential, ordered by {@code (updated_at, id)}. A change is always given a later time than any
 * page served before it, so that the order is a cursor that skips nothing.
 */
public final class RecordStore {

    private final Clock clock;
    private final RecordSeeds seeds;
    private final Map<String, StoredRecord> byId = new HashMap<>();
    private final NavigableMap<Key, StoredRecord> inOrder = new TreeMap<>();
    private long latest;

    public RecordStore(Provider provider, String credential, int count, Clock clock) {
        this.clock = clock;
        this.seeds = new RecordSeeds(provider, credential);
        reset(count, false);
    }

    /** Starts anew with this many records. */
    public synchronized void reset(int count, boolean sameTime) {
        byId.clear();
        inOrder.clear();
        for (StoredRecord record : seeds.first(count, sameTime)) {
            put(record);
        }
    }

    public synchronized int size() {
        return byId.size();
    }

    /** Up to {@code limit} records after the cursor that were updated at {@code since} or later. */
    public synchronized RecordPage page(int limit, @Nullable String cursor, long since) {
        Key from = new Key(since, "");
        NavigableMap<Key, StoredRecord> rest = inOrder.tailMap(from, true);
        if (cursor != null) {
            Key after = Key.fromCursor(cursor);
            rest = inOrder.tailMap(after.compareTo(from) < 0 ? from : after, false);
        }
        List<StoredRecord> items = new ArrayList<>(Math.min(limit, 64));
        for (StoredRecord record : rest.values()) {
            if (items.size() == limit) {
                latest = Math.max(latest, clock.millis()) + 1;
                return new RecordPage(items, items.get(limit - 1).key().toCursor());
            }
            items.add(record);
        }
        latest = Math.max(latest, clock.millis()) + 1;
        return new RecordPage(items, null);
    }

    public synchronized Optional<StoredRecord> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Adds a record; a given id that is taken is 409 {@code ALREADY_EXISTS}. */
    public synchronized Change create(ObjectNode fields) {
        String id = fields.path("id").asText("");
        if (byId.containsKey(id)) {
            throw MockException.conflict("ALREADY_EXISTS", "A record with this id exists");
        }
        long now = tick();
        StoredRecord record = StoredRecord.of(id.isEmpty() ? seeds.id() : id, now, now, 1, fields);
        put(record);
        return new Change(Change.Kind.CREATED, record);
    }

    /** Replaces a record's fields; an {@code If-Match} that names another version is 412. */
    public synchronized Change replace(String id, ObjectNode fields, @Nullable String ifMatch) {
        StoredRecord old = require(id);
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(old.etag())) {
            throw MockException.preconditionFailed();
        }
        long createdAt = java.time.Instant.parse(old.fields().path("created_at").asText())
                .toEpochMilli();
        inOrder.remove(old.key());
        StoredRecord record = StoredRecord.of(id, createdAt, tick(), old.version() + 1, fields);
        put(record);
        return new Change(Change.Kind.UPDATED, record);
    }

    public synchronized Change delete(String id) {
        StoredRecord old = require(id);
        byId.remove(id);
        inOrder.remove(old.key());
        return new Change(
                Change.Kind.DELETED, new StoredRecord(id, tick(), old.version() + 1, old.status(), old.json()));
    }

    /** Makes the change that a webhook of this type tells of, to the record unchanged for longest. */
    public synchronized Change apply(Provider provider, String type) {
        String state = type.substring(type.indexOf('.') + 1);
        if (type.equals(provider.types().get(0))) {
            return create(seeds.fresh());
        }
        if (inOrder.isEmpty()) {
            create(seeds.fresh());
        }
        StoredRecord oldest = inOrder.firstEntry().getValue();
        return switch (state) {
            case "deleted" -> delete(oldest.id());
            case "updated" -> replace(oldest.id(), seeds.edited(oldest.fields()), null);
            default -> replace(oldest.id(), oldest.fields().put("status", state), null);
        };
    }

    /** A change that does not happen: what a forger would tell. */
    public synchronized Change invent(String type) {
        String state = type.substring(type.indexOf('.') + 1);
        if (state.equals("deleted") && !inOrder.isEmpty()) {
            StoredRecord oldest = inOrder.firstEntry().getValue();
            return new Change(Change.Kind.DELETED, oldest);
        }
        ObjectNode fields = seeds.fresh();
        if (!state.equals("created") && !state.equals("updated")) {
            fields.put("status", state);
        }
        long now = clock.millis();
        return new Change(Change.Kind.UPDATED, StoredRecord.of(seeds.id(), now, now, 1, fields));
    }

    private StoredRecord require(String id) {
        return find(id).orElseThrow(MockException::notFound);
    }

    private void put(StoredRecord record) {
        byId.put(record.id(), record);
        inOrder.put(record.key(), record);
    }

    private long tick() {
        latest = Math.max(latest, clock.millis());
        return latest;
    }
}
