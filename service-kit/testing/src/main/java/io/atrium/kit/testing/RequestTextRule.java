package io.atrium.kit.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every text of a request's body has a rule of kit-text: whatever can be reached from the type of the body, through
 * components, elements of collections and subtypes, has no string without {@code @Text}.
 */
final class RequestTextRule extends ArchCondition<JavaMethod> {
    private static final String OWN = "io.atrium.";
    private static final String TEXT = "io.atrium.kit.text.Text";
    private static final Set<String> TEXTS =
            Set.of("java.lang.String", "java.lang.CharSequence", "java.lang.String[]", "char[]");

    RequestTextRule() {
        super("take each text of their body by a rule of kit-text");
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>();
        method.getParameters().stream()
                .filter(RequestTextRule::isBody)
                .flatMap(parameter -> involved(parameter.getType()))
                .forEach(open::add);
        while (!open.isEmpty()) {
            JavaClass type = open.remove();
            if (type.getName().startsWith(OWN) && !type.isEnum() && seen.add(type)) {
                open.addAll(type.getAllSubclasses());
                type.getAllFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .forEach(field -> {
                            checkText(method, field, events);
                            involved(field.getType()).forEach(open::add);
                        });
            }
        }
    }

    private static void checkText(JavaMethod method, JavaField field, ConditionEvents events) {
        boolean isText = involved(field.getType()).anyMatch(type -> TEXTS.contains(type.getName()));
        if (isText && !field.isAnnotatedWith(TEXT)) {
            events.add(SimpleConditionEvent.violated(
                    field,
                    field.getOwner().getSimpleName() + "." + field.getName() + " of " + method.getFullName()
                            + " should have @Text"));
        }
    }

    private static Stream<JavaClass> involved(JavaType type) {
        return type.getAllInvolvedRawTypes().stream();
    }

    /** What is taken from the path, the query, the headers or the context says so by its annotation. */
    private static boolean isBody(JavaParameter parameter) {
        return parameter.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getPackageName())
                .noneMatch(name -> name.startsWith("jakarta.ws.rs") || name.startsWith("org.jboss.resteasy"));
    }
}
