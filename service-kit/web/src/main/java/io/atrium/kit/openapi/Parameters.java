package io.atrium.kit.openapi;

import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Parameters that mean the same in every operation. */
final class Parameters {

    static final String IF_MATCH = "If-Match";
    static final String IF_NONE_MATCH = "If-None-Match";

    /** A list of entity tags, or any (RFC 9110). */
    private static final String ENTITY_TAGS = "^(\\*|(W/)?\"[^\"]*\"(, *(W/)?\"[^\"]*\")*)$";

    /** An id that is no UUID by its type: {@code me} stands for the caller's own. */
    private static final String ME = "me";

    private static final String ME_OR_UUID = "^(" + ME + "|" + FieldRules.UUID_FORM + ")$";
    private static final int LONGEST_HEADER = 8192;

    private Parameters() {}

    static void complete(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        for (Parameter parameter : operation.getParameters()) {
            if (parameter.getIn() == Parameter.In.HEADER && isPrecondition(parameter.getName())) {
                if (parameter.getSchema() != null) {
                    parameter.getSchema().maxLength(LONGEST_HEADER).setPattern(ENTITY_TAGS);
                }
            } else if (parameter.getIn() == Parameter.In.PATH && "id".equals(parameter.getName())) {
                describe(parameter, "Id of the resource");
                Schema schema = parameter.getSchema();
                if (schema != null && schema.getRef() == null && schema.getFormat() == null) {
                    schema.minLength(ME.length())
                            .maxLength(FieldRules.UUID_LENGTH)
                            .setPattern(ME_OR_UUID);
                }
            }
        }
    }

    private static boolean isPrecondition(String name) {
        return IF_MATCH.equalsIgnoreCase(name) || IF_NONE_MATCH.equalsIgnoreCase(name);
    }

    private static void describe(Parameter parameter, String description) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(description);
        }
    }
}
