package io.atrium.kit.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.UncheckedIOException;
import java.util.List;

/** OpenAPI documents as text that is reviewed: the same tree is always the same bytes. */
final class DocumentYaml {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .stringQuotingChecker(new Quoting())
            .build());

    private static final List<String> TOP = List.of("openapi", "info", "servers", "tags", "paths", "components");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private DocumentYaml() {}

    static String write(JsonNode document) {
        try {
            return YAML.writeValueAsString(ordered(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As people read a document: what it is, then its paths, each with its methods in one order, then the parts. */
    private static JsonNode ordered(JsonNode document) {
        if (!document.has("paths")) {
            return document;
        }
        ObjectNode whole = ordered(document, TOP);
        ObjectNode paths = JsonNodeFactory.instance.objectNode();
        document.path("paths")
                .properties()
                .forEach(path -> paths.set(path.getKey(), ordered(path.getValue(), METHODS)));
        whole.set("paths", paths);
        return whole;
    }

    private static ObjectNode ordered(JsonNode object, List<String> first) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        first.stream().filter(object::has).forEach(name -> ordered.set(name, object.get(name)));
        object.properties().forEach(each -> ordered.putIfAbsent(each.getKey(), each.getValue()));
        return ordered;
    }

    /** Readers of YAML 1.1 take much that begins with a digit for a time or a number. */
    private static final class Quoting extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || (!value.isEmpty() && Character.isDigit(value.charAt(0)));
        }
    }
}
