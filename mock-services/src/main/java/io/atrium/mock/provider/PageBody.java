package io.atrium.mock.provider;

import io.atrium.mock.json.Json;
import io.atrium.mock.record.RecordPage;
import io.atrium.mock.record.StoredRecord;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A page as JSON, put together from records that are JSON already. */
final class PageBody {

    private static final int ETAG_BYTES = 12;

    private PageBody() {}

    static byte[] of(RecordPage page) {
        Buffer body = Buffer.buffer(64 + page.items().size() * 320).appendString("{\"items\":[");
        String separator = "";
        for (StoredRecord record : page.items()) {
            body.appendString(separator).appendBytes(record.json());
            separator = ",";
        }
        String cursor = page.nextCursor();
        body.appendString("],\"next_cursor\":");
        body.appendBytes(
                cursor == null ? "null".getBytes(java.nio.charset.StandardCharsets.UTF_8) : Json.bytes(cursor));
        return body.appendString("}").getBytes();
    }

    static String etag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "\"" + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
