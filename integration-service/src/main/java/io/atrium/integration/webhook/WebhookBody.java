package io.atrium.integration.webhook;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.integration.record.JsonScan;
import java.io.IOException;
import java.util.Set;

/**
 * What is read of a webhook's body.
 *
 * @param members {@code type}, {@code timestamp} and of {@code data} the members that name the record and its version;
 *     no object when the body is none
 * @param data the text of {@code data}, empty when it is no object
 * @param carriesRecord whether {@code data} has more than what names a version of the record
 */
record WebhookBody(JsonNode members, String data, boolean carriesRecord) {

    private static final Set<String> OF_DATA = Set.of("id", "updated_at", "version");

    /** @param checked JSON that was checked */
    static WebhookBody read(byte[] checked) {
        try (JsonScan scan = new JsonScan(checked)) {
            return scan.next() == JsonToken.START_OBJECT
                    ? read(scan)
                    : new WebhookBody(JsonNodeFactory.instance.nullNode(), "", false);
        } catch (IOException e) {
            throw new IllegalStateException("JSON that was checked cannot be read", e);
        }
    }

    private static WebhookBody read(JsonScan scan) throws IOException {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        String data = "";
        boolean carriesRecord = false;
        String name = scan.nextName();
        while (name != null) {
            scan.next();
            if (name.equals("data") && scan.isAt(JsonToken.START_OBJECT)) {
                JsonScan.Selected selected = scan.object(OF_DATA);
                members.set(name, selected.kept());
                data = selected.text();
                carriesRecord = selected.others();
            } else {
                JsonNode value = scan.value();
                if (name.equals("type") || name.equals("timestamp")) {
                    members.set(name, value);
                }
            }
            name = scan.nextName();
        }
        return new WebhookBody(members, data, carriesRecord);
    }
}
