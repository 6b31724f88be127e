package io.atrium.kit.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names fields as the client wrote them: snake_case, without the Java method and parameter around them. */
final class FieldNames {
    private static final PropertyNamingStrategies.NamingBase SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private FieldNames() {}

    static String of(Path path) {
        List<String> names = new ArrayList<>();
        String parameter = "";
        for (Path.Node node : path) {
            String name = node.getName();
            if (node.getKind() == ElementKind.PARAMETER && name != null) {
                parameter = name;
            } else if (node.getKind() == ElementKind.PROPERTY && name != null) {
                names.add(indexed(node) + snakeCase(name));
            }
        }
        return names.isEmpty() ? snakeCase(parameter) : join(names);
    }

    static String of(List<JsonMappingException.Reference> path) {
        List<String> names = new ArrayList<>();
        for (JsonMappingException.Reference reference : path) {
            String name = reference.getFieldName();
            names.add(name == null ? "[" + reference.getIndex() + "]" : name);
        }
        return join(names);
    }

    private static String indexed(Path.Node node) {
        return node.isInIterable() && node.getIndex() != null ? "[" + node.getIndex() + "]." : "";
    }

    private static String join(List<String> names) {
        return String.join(".", names).replace(".[", "[");
    }

    private static String snakeCase(@Nullable String name) {
        return name == null ? "" : SNAKE_CASE.translate(name);
    }
}
