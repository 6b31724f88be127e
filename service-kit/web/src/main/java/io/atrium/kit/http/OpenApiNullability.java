package io.atrium.kit.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Documents which properties may be null: those whose component is {@code @Nullable}. In a record that is answered with,
 * every other property is there, so it is required.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiNullability implements OASFilter {
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName PROPERTY = DotName.createSimple(JsonProperty.class);
    private static final String OWN = "io.atrium.";
    private static final String REQUEST = "Request";
    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private final IndexView index;

    /** @param index of the application's classes */
    public OpenApiNullability(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null || api.getComponents().getSchemas() == null) {
            return;
        }
        for (Map.Entry<String, Schema> each : api.getComponents().getSchemas().entrySet()) {
            if (each.getValue().getProperties() != null) {
                ofName(each.getKey()).forEach(type -> describe(type, each.getValue()));
            }
        }
    }

    /** A generic record's schema has the names of its arguments after its own. */
    private List<ClassInfo> ofName(String schema) {
        return index.getKnownClasses().stream()
                .filter(type -> type.name().toString().startsWith(OWN) && type.isRecord())
                .filter(type -> type.typeParameters().isEmpty()
                        ? schema.equals(type.simpleName())
                        : schema.startsWith(type.simpleName()))
                .toList();
    }

    private static void describe(ClassInfo type, Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        List<String> present = new ArrayList<>();
        for (FieldInfo field : type.fields()) {
            String name = name(field);
            Schema property = properties.get(name);
            if (property == null) {
                continue;
            }
            if (field.type().hasAnnotation(NULLABLE)) {
                schema.addProperty(name, orNull(property));
            } else {
                present.add(name);
            }
        }
        if (!type.simpleName().endsWith(REQUEST) && present.size() > 0) {
            schema.setRequired(present);
        }
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
                .addAnyOf(OASFactory.createSchema().ref(property.getRef()))
                .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }
}
