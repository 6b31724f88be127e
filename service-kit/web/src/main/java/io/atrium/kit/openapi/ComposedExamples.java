package io.atrium.kit.openapi;

import io.atrium.kit.documentation.Examples;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** An example for every JSON body that has none, composed of the examples of its properties. */
final class ComposedExamples {

    private static final int MAX_DEPTH = 8;

    private final Map<String, Schema> components;

    private ComposedExamples(Map<String, Schema> components) {
        this.components = components;
    }

    static void apply(OpenAPI api) {
        ComposedExamples examples = new ComposedExamples(
                Optional.ofNullable(api.getComponents().getSchemas()).orElse(Map.of()));
        Schemas.forEachOperation(api, (path, method, operation) -> {
            if (operation.getRequestBody() != null) {
                examples.add(operation.getRequestBody().getContent());
            }
            operation
                    .getResponses()
                    .getAPIResponses()
                    .values()
                    .forEach(response -> examples.add(response.getContent()));
        });
    }

    private void add(@Nullable Content content) {
        if (content == null || content.getMediaTypes() == null) {
            return;
        }
        content.getMediaTypes().forEach((type, body) -> {
            if (type.endsWith("json") && isWithout(body) && body.getSchema() != null) {
                Object example = of(body.getSchema(), 0);
                if (example != null) {
                    body.setExample(example);
                }
            }
        });
    }

    private static boolean isWithout(MediaType body) {
        return body.getExample() == null
                && (body.getExamples() == null || body.getExamples().isEmpty());
    }

    private @Nullable Object of(Schema schema, int depth) {
        if (depth > MAX_DEPTH) {
            return null;
        }
        Optional<Object> said = said(schema);
        if (said.isPresent()) {
            return said.get();
        }
        String referred = Schemas.referred(schema);
        if (referred != null) {
            Schema component = components.get(referred);
            return component == null ? null : of(component, depth + 1);
        }
        Optional<Schema> variant = Stream.of(schema.getAnyOf(), schema.getOneOf(), schema.getAllOf())
                .filter(each -> each != null && !each.isEmpty())
                .map(each -> each.get(0))
                .findFirst();
        return variant.isPresent() ? of(variant.get(), depth + 1) : ofType(schema, depth);
    }

    private static Optional<Object> said(Schema schema) {
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return Optional.ofNullable(schema.getExamples().get(0));
        }
        if (schema.getDefaultValue() != null) {
            return Optional.of(schema.getDefaultValue());
        }
        if (schema.getConstValue() != null) {
            return Optional.of(schema.getConstValue());
        }
        return Optional.ofNullable(schema.getEnumeration())
                .filter(values -> !values.isEmpty())
                .map(values -> values.get(0));
    }

    private @Nullable Object ofType(Schema schema, int depth) {
        if (schema.getProperties() != null) {
            Map<String, Object> object = new LinkedHashMap<>();
            schema.getProperties().forEach((name, property) -> object.put(name, of(property, depth + 1)));
            return object;
        }
        if (Schemas.is(schema, SchemaType.ARRAY)) {
            Object item = schema.getItems() == null ? null : of(schema.getItems(), depth + 1);
            return item == null ? List.of() : List.of(item);
        }
        if (Schemas.is(schema, SchemaType.STRING)) {
            return text(schema);
        }
        if (Schemas.is(schema, SchemaType.INTEGER) || Schemas.is(schema, SchemaType.NUMBER)) {
            BigDecimal least = schema.getMinimum();
            return least == null || least.signum() == 0 ? BigDecimal.ONE : least;
        }
        return Schemas.is(schema, SchemaType.BOOLEAN) ? Boolean.TRUE : Map.of();
    }

    private static @Nullable String text(Schema schema) {
        if ("uuid".equals(schema.getFormat())) {
            return Examples.USER_ID;
        }
        if ("date-time".equals(schema.getFormat())) {
            return Examples.REGISTERED_AT;
        }
        return Schemas.is(schema, SchemaType.NULL) ? null : "text";
    }
}
