package io.atrium.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A GET with parameters in its query. */
record FuzzOperation(String path, List<FuzzParameter> parameters) {

    FuzzOperation {
        parameters = List.copyOf(parameters);
    }

    /** All of an OpenAPI document. A list below a path parameter is none yet, and would have to be tried too. */
    static List<FuzzOperation> of(JsonNode document) {
        List<FuzzOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            List<FuzzParameter> parameters =
                    FuzzParameter.of(document, path.getValue().path("get"));
            FuzzOperation operation = new FuzzOperation(path.getKey(), parameters);
            if (operation.isList() && path.getKey().contains("{")) {
                throw new AssertionError("Teach this class to try lists such as " + path.getKey());
            }
            if (!parameters.isEmpty() && !path.getKey().contains("{")) {
                operations.add(operation);
            }
        }
        return operations;
    }

    boolean isList() {
        return parameters.stream().anyMatch(parameter -> parameter.isCursor() || parameter.isLimit());
    }

    /** What narrows the list. */
    List<FuzzParameter> filters() {
        return parameters.stream()
                .filter(parameter -> !parameter.isCursor() && !parameter.isLimit())
                .toList();
    }

    /** The request's target with one parameter. */
    String with(String name, String value) {
        return path + "?" + name + "=" + FuzzClient.encoded(value);
    }
}
