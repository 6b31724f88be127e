package io.atrium.kit.openapi;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** Ways through a document. */
final class Schemas {

    private static final String REFERENCE = "#/components/schemas/";

    private Schemas() {}

    /** What is done with an operation. */
    interface OperationVisitor {
        void visit(String path, HttpMethod method, Operation operation);
    }

    static void forEachOperation(OpenAPI api, OperationVisitor visitor) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> visitor.visit(path, method, operation)));
    }

    /** The names of the components that a schema refers to, directly or through others. */
    static Set<String> reachable(Map<String, Schema> components, Collection<Schema> from) {
        Set<String> names = new HashSet<>();
        from.forEach(schema -> collect(components, schema, names));
        return names;
    }

    private static void collect(Map<String, Schema> components, Schema schema, Set<String> names) {
        String name = referred(schema);
        if (name != null) {
            Schema component = components.get(name);
            if (component != null && names.add(name)) {
                collect(components, component, names);
            }
        }
        children(schema).forEach(child -> collect(components, child, names));
    }

    /** Every schema at and below one, each with the name of the property that it belongs to. */
    static void forEach(String name, Schema schema, BiConsumer<String, Schema> visitor) {
        forEach(name, schema, visitor, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void forEach(String name, Schema schema, BiConsumer<String, Schema> visitor, Set<Schema> seen) {
        if (!seen.add(schema)) {
            return;
        }
        visitor.accept(name, schema);
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((property, child) -> forEach(property, child, visitor, seen));
        }
        Stream.concat(Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema()), variants(schema))
                .filter(Objects::nonNull)
                .forEach(child -> forEach(name, child, visitor, seen));
    }

    private static Stream<Schema> children(Schema schema) {
        Stream<Schema> properties =
                schema.getProperties() == null ? Stream.empty() : schema.getProperties().values().stream();
        return Stream.of(
                        properties,
                        Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema()),
                        variants(schema))
                .flatMap(each -> each)
                .filter(Objects::nonNull);
    }

    private static Stream<Schema> variants(Schema schema) {
        return Stream.of(schema.getAnyOf(), schema.getOneOf(), schema.getAllOf())
                .filter(Objects::nonNull)
                .flatMap(List::stream);
    }

    static Stream<Schema> of(@Nullable Content content) {
        return content == null || content.getMediaTypes() == null
                ? Stream.empty()
                : content.getMediaTypes().values().stream()
                        .map(each -> each.getSchema())
                        .filter(Objects::nonNull);
    }

    /** The name of the component that a schema refers to. */
    static @Nullable String referred(Schema schema) {
        String reference = schema.getRef();
        return reference != null && reference.startsWith(REFERENCE) ? reference.substring(REFERENCE.length()) : null;
    }

    static boolean is(Schema schema, SchemaType type) {
        return schema.getType() != null && schema.getType().contains(type);
    }
}
