package io.atrium.integration.webhook;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.integration.record.JsonScan;
import io.atrium.kit.json.JsonRefusedException;
import io.atrium.kit.json.JsonText;
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

    /** @throws JsonRefusedException when it is no JSON, or a name stands twice in one of its objects */
    static WebhookBody read(byte[] body) throws JsonRefusedException {
        return JsonText.scan(body, (text, parser) -> {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IOException("The body is empty");
            }
            if (first == JsonToken.START_OBJECT) {
                return read(new JsonScan(text, parser));
            }
            parser.skipChildren();
            return new WebhookBody(JsonNodeFactory.instance.nullNode(), "", false);
        });
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
            } else if (name.equals("type") || name.equals("timestamp")) {
                members.set(name, scan.value());
            } else {
                scan.skip();
            }
            name = scan.nextName();
        }
        return new WebhookBody(members, data, carriesRecord);
    }
}
