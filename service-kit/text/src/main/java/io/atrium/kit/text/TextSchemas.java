package io.atrium.kit.text;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/** Documents the rule of each text of a request in its schema: lengths, format, pattern, values. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = TextSchemas.BEFORE_CONVENTIONS)
public class TextSchemas implements OASFilter {
    /** Conventions fill in what is not said here. */
    static final int BEFORE_CONVENTIONS = 10;

    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private final IndexView index;

    /** @param index of the application's classes */
    public TextSchemas(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null || api.getComponents().getSchemas() == null) {
            return;
        }
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        for (AnnotationInstance text : index.getAnnotations(Text.class)) {
            if (text.target().kind() == AnnotationTarget.Kind.FIELD) {
                FieldInfo field = text.target().asField();
                Schema owner = schemas.get(name(field.declaringClass()));
                Schema property = owner == null || owner.getProperties() == null
                        ? null
                        : owner.getProperties().get(NAMES.translate(field.name()));
                if (property != null) {
                    describe(property, text);
                }
            }
        }
    }

    private static String name(ClassInfo type) {
        AnnotationInstance given = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = given == null ? null : given.value("name");
        return name == null || name.asString().isEmpty() ? type.simpleName() : name.asString();
    }

    private static void describe(Schema property, AnnotationInstance text) {
        TextRule rule = TextRule.valueOf(text.value().asEnum());
        AnnotationValue max = text.value("max");
        AnnotationValue min = text.value("min");
        AnnotationValue of = text.value("of");
        if (of != null) {
            property.setEnumeration(List.copyOf(List.of((Object[]) of.asStringArray())));
            return;
        }
        int least = min == null ? 1 : min.asInt();
        if (least > 0 && rule != TextRule.URL) {
            property.setMinLength(least);
        }
        property.setMaxLength(max == null || max.asInt() == 0 ? rule.most() : max.asInt());
        rule.format().ifPresent(property::setFormat);
        rule.pattern().ifPresent(property::setPattern);
    }
}
