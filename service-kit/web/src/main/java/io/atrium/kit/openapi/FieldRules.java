package io.atrium.kit.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Lengths, ranges and formats that follow from a field's type or, in {@link FieldVocabulary}, from its name. */
final class FieldRules {

    static final String UUID_FORM = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
    static final int UUID_LENGTH = 36;
    private static final int SHORTEST_TIME = "2026-01-01T00:00:00Z".length();
    private static final int LONGEST_TIME = "2026-01-01T00:00:00.123456789+00:00".length();

    /** What a number of JSON holds exactly everywhere. */
    private static final BigDecimal LARGEST_EXACT = BigDecimal.valueOf((1L << 53) - 1);

    private static final BigDecimal LARGEST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

    private FieldRules() {}

    static void apply(OpenAPI api) {
        if (api.getComponents().getSchemas() != null) {
            api.getComponents().getSchemas().forEach(FieldRules::each);
        }
        if (api.getComponents().getParameters() != null) {
            api.getComponents().getParameters().values().forEach(FieldRules::parameter);
        }
        if (api.getComponents().getHeaders() != null) {
            api.getComponents().getHeaders().forEach(FieldRules::header);
        }
        Schemas.forEachOperation(api, (path, method, operation) -> {
            Optional.ofNullable(operation.getParameters()).orElse(List.of()).forEach(FieldRules::parameter);
            if (operation.getRequestBody() != null) {
                Schemas.of(operation.getRequestBody().getContent()).forEach(schema -> each("", schema));
            }
            operation.getResponses().getAPIResponses().values().forEach(FieldRules::response);
        });
    }

    static Schema uuid() {
        Schema schema =
                OASFactory.createSchema().type(List.of(SchemaType.STRING)).format("uuid");
        limit("", schema);
        return schema;
    }

    private static void parameter(Parameter parameter) {
        if (parameter.getSchema() != null) {
            Schema schema = parameter.getSchema();
            if (Schemas.is(schema, SchemaType.STRING) && isText(schema)) {
                FieldVocabulary.describeParameter(parameter.getName(), schema);
            }
            each(parameter.getName(), schema);
        }
    }

    private static void response(APIResponse response) {
        Schemas.of(response.getContent()).forEach(schema -> each("", schema));
    }

    private static void header(String name, Header header) {
        if (header.getSchema() != null) {
            each(name, header.getSchema());
        }
    }

    private static void each(String name, Schema schema) {
        Schemas.forEach(name, schema, FieldRules::limit);
    }

    private static void limit(String name, Schema schema) {
        if (schema.getRef() != null) {
            schema.setType(null); // the component's to say
        } else if (schema.getType() == null && schema.getEnumeration() != null) {
            schema.setType(List.of(SchemaType.STRING));
        } else if (Schemas.is(schema, SchemaType.STRING)) {
            text(name, schema);
        } else if (Schemas.is(schema, SchemaType.INTEGER)) {
            number(schema);
        } else if (Schemas.is(schema, SchemaType.ARRAY) && schema.getMaxItems() == null) {
            schema.setMaxItems(FieldVocabulary.maxItems(name));
        }
    }

    private static void text(String name, Schema schema) {
        if ("uuid".equals(schema.getFormat())) {
            schema.minLength(UUID_LENGTH).maxLength(UUID_LENGTH).setPattern("^" + UUID_FORM + "$");
        } else if ("date-time".equals(schema.getFormat())) {
            schema.minLength(SHORTEST_TIME).setMaxLength(LONGEST_TIME);
        } else if (isText(schema)) {
            FieldVocabulary.describe(name, schema);
        }
    }

    private static boolean isText(Schema schema) {
        return schema.getEnumeration() == null
                && schema.getConstValue() == null
                && !"uuid".equals(schema.getFormat())
                && !"date-time".equals(schema.getFormat());
    }

    private static void number(Schema schema) {
        if (schema.getFormat() == null) {
            schema.setFormat("int32");
        }
        if (schema.getMinimum() == null && schema.getExclusiveMinimum() == null) {
            schema.setMinimum(BigDecimal.ZERO);
        }
        if (schema.getMaximum() == null && schema.getExclusiveMaximum() == null) {
            schema.setMaximum("int64".equals(schema.getFormat()) ? LARGEST_EXACT : LARGEST_INT);
        }
    }
}
