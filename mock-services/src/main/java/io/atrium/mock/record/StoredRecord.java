package io.atrium.mock.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.mock.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A record as a provider stores it, kept as the bytes that are served.
 *
 * @param updatedAt milliseconds since 1970
 * @param version   from 1, one more with each change
 * @param status    the record's own {@code status}, empty when it has none
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once made, and a copy for each reply would be waste
public record StoredRecord(String id, long updatedAt, long version, String status, byte[] json) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    static StoredRecord of(String id, long createdAt, long updatedAt, long version, ObjectNode fields) {
        ObjectNode document = Json.object();
        document.put("id", id);
        document.setAll(fields);
        document.put("id", id);
        document.put("created_at", time(createdAt));
        document.put("updated_at", time(updatedAt));
        document.put("version", version);
        return new StoredRecord(id, updatedAt, version, document.path("status").asText(""), Json.bytes(document));
    }

    /** A time as providers write it: RFC 3339, UTC, milliseconds. */
    public static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    public ObjectNode fields() {
        return Json.parse(json);
    }

    public String etag() {
        return "\"" + id + "-" + version + "\"";
    }

    Key key() {
        return new Key(updatedAt, id);
    }
}
