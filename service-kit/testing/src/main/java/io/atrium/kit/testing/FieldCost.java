package io.atrium.kit.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.atrium.kit.wire.testing.ThreadCost;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What each text of a request's body costs to read and to judge: for every string of every body that a service takes,
 * within bodies too, twice the length takes at most two and a half times the processor time.
 */
public final class FieldCost {

    private static final String PATH = "jakarta.ws.rs.Path";
    private static final PropertyNamingStrategies.NamingBase SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private final ObjectMapper mapper;
    private final Consumer<Object> validator;
    private final List<String> fields = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private FieldCost(ObjectMapper mapper, Consumer<Object> validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * Fails with every field that costs too much, and when no field was found.
     *
     * @param mapper as the service reads bodies
     * @param validator judges what was read
     */
    public static void verify(String basePackage, ObjectMapper mapper, Consumer<Object> validator) {
        FieldCost cost = new FieldCost(mapper, validator);
        bodies(basePackage).forEach(body -> cost.check(body, body, List.of()));
        if (cost.fields.isEmpty() || !cost.faults.isEmpty()) {
            throw new AssertionError(cost.fields.size() + " fields; too costly: " + cost.faults);
        }
    }

    private static Set<Class<?>> bodies(String basePackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        Set<Class<?>> bodies = new LinkedHashSet<>();
        classes.stream()
                .filter(type -> type.isAnnotatedWith(PATH) && !type.isInterface())
                .flatMap(type -> type.getMethods().stream())
                .map(JavaMethod::getRawParameterTypes)
                .flatMap(List::stream)
                .filter(type -> type.isAssignableTo(Record.class))
                .forEach(type -> bodies.add(type.reflect()));
        return bodies;
    }

    private void check(Class<?> body, Class<?> type, List<String> path) {
        for (RecordComponent component : type.getRecordComponents()) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(SNAKE_CASE.translate(component.getName()));
            if (component.getType() == String.class) {
                String field = body.getSimpleName() + " " + String.join(".", deeper);
                fields.add(field);
                ThreadCost.tooCostly(text -> read(body, deeper, text))
                        .forEach(fault -> faults.add(field + ": " + fault));
            } else if (component.getType().isRecord() && path.size() < 3) {
                check(body, component.getType(), deeper);
            }
        }
    }

    private void read(Class<?> body, List<String> path, String text) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode at = root;
        for (String name : path.subList(0, path.size() - 1)) {
            at = at.putObject(name);
        }
        at.put(path.get(path.size() - 1), text);
        try {
            validator.accept(mapper.readValue(root.toString(), body));
        } catch (IOException refused) {
            throw new IllegalArgumentException(refused);
        }
    }
}
