package io.atrium.kit.openapi;

import io.atrium.kit.documentation.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/**
 * Which roles an operation asks for. Quarkus names them as scopes, and the scheme {@code http bearer} has none: they
 * stand in {@code x-required-roles} and in the description. An operation without any needs no token.
 */
final class Roles {

    static final String REQUIRED = "x-required-roles";
    static final String ORGANIZATION = "X-Organization-Id";
    private static final String SUPER_ADMIN = "SUPER_ADMIN";

    private Roles() {}

    static void describe(Operation operation) {
        List<SecurityRequirement> security = operation.getSecurity();
        if (security == null) {
            operation.setSecurity(List.of());
            return;
        }
        List<String> roles = new ArrayList<>();
        for (SecurityRequirement requirement : security) {
            for (Map.Entry<String, List<String>> scheme :
                    Map.copyOf(requirement.getSchemes()).entrySet()) {
                roles.addAll(scheme.getValue());
                requirement.addScheme(scheme.getKey(), List.of());
            }
        }
        if (roles.isEmpty()) {
            return;
        }
        operation.addExtension(REQUIRED, List.copyOf(roles));
        operation.setDescription(described(operation.getDescription(), roles));
        if (roles.contains(SUPER_ADMIN) && roles.size() > 1) {
            operation.addParameter(organization());
        }
    }

    private static String described(@Nullable String description, List<String> roles) {
        String needed = roles.size() == 1
                ? "Requires the role `" + roles.get(0) + "`."
                : "Requires one of the roles `" + String.join("`, `", roles) + "`.";
        return description == null || description.isBlank() ? needed : description.strip() + "\n\n" + needed;
    }

    private static Parameter organization() {
        return OASFactory.createParameter()
                .name(ORGANIZATION)
                .in(Parameter.In.HEADER)
                .description(
                        "The organization that a `SUPER_ADMIN` works in, in place of their own; from anybody else"
                                + " it is ignored. What is no UUID is answered 400, and what is no organization 404; 503 with"
                                + " Retry-After is answered for one that was made in the last minute and is not known here yet.")
                .example(Examples.ORGANIZATION_ID)
                .schema(FieldRules.uuid());
    }
}
