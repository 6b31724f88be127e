package io.atrium.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One document of those of all services. What several of them have under one name must be the same; a path and an
 * {@code operationId} belong to one.
 */
final class MergedDocument {

    private static final String TITLE = "Atrium";
    private static final String DESCRIPTION =
            "Everything that the platform answers at its public address. JSON in snake_case, ids as UUIDs, times in"
                    + " RFC 3339 and UTC, errors as application/problem+json (RFC 9457). A list takes `limit` and"
                    + " `cursor` and answers `next_cursor`, null on its last page.";

    private final Map<String, JsonNode> paths = new TreeMap<>();
    private final Map<String, JsonNode> tags = new TreeMap<>();
    private final Map<String, Map<String, JsonNode>> components = new TreeMap<>();
    private final Set<String> operationIds = new HashSet<>();

    private MergedDocument() {}

    /** @param documents by the name of their service */
    static ObjectNode of(Map<String, JsonNode> documents) {
        MergedDocument merged = new MergedDocument();
        new TreeMap<>(documents).forEach(merged::add);
        return merged.document(new TreeMap<>(documents).values().iterator().next());
    }

    private void add(String service, JsonNode document) {
        document.path("paths").properties().forEach(path -> {
            if (paths.put(path.getKey(), path.getValue()) != null) {
                throw new IllegalStateException(service + ": another service has the path " + path.getKey());
            }
            path.getValue().findValuesAsText("operationId").forEach(id -> {
                if (!operationIds.add(id)) {
                    throw new IllegalStateException(service + ": another operation is called " + id);
                }
            });
        });
        document.path("tags").forEach(tag -> put(service, tags, tag.path("name").asText(), tag));
        document.path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .properties()
                        .forEach(component -> put(
                                service,
                                components.computeIfAbsent(kind.getKey(), each -> new TreeMap<>()),
                                component.getKey(),
                                component.getValue())));
    }

    private static void put(String service, Map<String, JsonNode> known, String name, JsonNode value) {
        JsonNode before = known.put(name, value);
        if (before != null && !before.equals(value)) {
            throw new IllegalStateException(service + ": " + name
                    + " is something else in another service; name it apart, as by @Schema(name)");
        }
    }

    private ObjectNode document(JsonNode first) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("openapi", first.path("openapi"));
        ObjectNode info = document.putObject("info");
        info.put("title", TITLE).put("description", DESCRIPTION);
        info.set("license", first.path("info").path("license"));
        info.set("version", first.path("info").path("version"));
        document.set("servers", first.path("servers"));
        ArrayNode named = document.putArray("tags");
        tags.values().forEach(named::add);
        ObjectNode all = document.putObject("paths");
        paths.forEach(all::set);
        ObjectNode kinds = document.putObject("components");
        components.forEach((kind, elements) -> {
            ObjectNode each = kinds.putObject(kind);
            elements.forEach(each::set);
        });
        return document;
    }
}
