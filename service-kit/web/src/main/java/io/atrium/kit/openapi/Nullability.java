package io.atrium.kit.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jspecify.annotations.Nullable;

/**
 * Which properties may be null and which are always there. In a request a {@code @Nullable} component may be left out or
 * null. In an answer it is there and null; annotated {@code NON_NULL} it is left out.
 */
final class Nullability {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName PROPERTY = DotName.createSimple(JsonProperty.class);
    private static final DotName INCLUDE = DotName.createSimple(JsonInclude.class);
    private static final String ALWAYS = "ALWAYS";
    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private Nullability() {}

    static void apply(OpenAPI api, DocumentedRecords records) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        if (schemas == null) {
            return;
        }
        Set<String> requests = ClosedRequests.names(api);
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                records.of(name)
                        .sorted(Comparator.comparing(type -> !hasAll(type, schema)))
                        .findFirst()
                        .ifPresent(type -> describe(type, schema, requests.contains(name)));
            }
        });
    }

    private static boolean hasAll(ClassInfo type, Schema schema) {
        return type.fields().stream()
                .map(Nullability::name)
                .toList()
                .containsAll(schema.getProperties().keySet());
    }

    private static void describe(ClassInfo type, Schema schema, boolean request) {
        List<String> present = new ArrayList<>();
        boolean always = includes(type.declaredAnnotation(INCLUDE));
        for (FieldInfo field : type.fields()) {
            String name = name(field);
            Schema property = schema.getProperties().get(name);
            if (property == null) {
                continue;
            }
            boolean nullable = field.type().hasAnnotation(NULLABLE);
            AnnotationInstance include = field.annotation(INCLUDE);
            boolean there = include == null ? always : includes(include);
            if (nullable && (request || there)) {
                schema.addProperty(name, orNull(property));
            }
            if (!nullable || there) {
                present.add(name);
            }
        }
        if (!request && !present.isEmpty()) {
            schema.setRequired(present.stream().sorted().toList());
        }
    }

    private static boolean includes(@Nullable AnnotationInstance include) {
        return include == null
                || include.value() == null
                || include.value().asEnum().equals(ALWAYS);
    }

    private static String name(FieldInfo field) {
        AnnotationInstance given = field.annotation(PROPERTY);
        return given == null || given.value() == null
                ? NAMES.translate(field.name())
                : given.value().asString();
    }

    private static Schema orNull(Schema property) {
        if (property.getRef() == null) {
            if (property.getType() != null && !property.getType().contains(SchemaType.NULL)) {
                property.addType(SchemaType.NULL);
            }
            return property;
        }
        return OASFactory.createSchema()
                .description(property.getDescription())
                .examples(property.getExamples())
                .addAnyOf(OASFactory.createSchema().ref(property.getRef()))
                .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }
}
