package io.atrium.kit.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Every number, duration and size among the settings has bounds: a value without a sense is refused at the start. */
final class SettingBoundsRule extends ArchCondition<JavaMethod> {
    private static final String MAPPING = "io.smallrye.config.ConfigMapping";
    private static final String BOUNDS = "io.atrium.kit.config.Bounds";
    private static final Set<String> BOUNDED = Set.of(
            "int",
            "long",
            "double",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.time.Duration",
            "io.quarkus.runtime.configuration.MemorySize");

    SettingBoundsRule() {
        super("have bounds");
    }

    static boolean isSetting(JavaMethod method) {
        return isMapping(method.getOwner()) && method.getRawParameterTypes().isEmpty();
    }

    @Override
    public void check(JavaMethod setting, ConditionEvents events) {
        Method method = setting.reflect();
        AnnotatedType type = method.getAnnotatedReturnType();
        AnnotatedElement holder = method;
        if (method.getReturnType() == Optional.class && type instanceof AnnotatedParameterizedType optional) {
            type = optional.getAnnotatedActualTypeArguments()[0];
            holder = type;
        }
        boolean free = method.isDefault() || !BOUNDED.contains(type.getType().getTypeName());
        events.add(new SimpleConditionEvent(
                setting, free || isBounded(holder), setting.getFullName() + " should have @Bounds"));
    }

    private static boolean isBounded(AnnotatedElement holder) {
        return Arrays.stream(holder.getAnnotations())
                .anyMatch(each -> each.annotationType().getName().equals(BOUNDS));
    }

    /** A nested interface is a part of the mapping around it. */
    private static boolean isMapping(JavaClass type) {
        return type.isAnnotatedWith(MAPPING)
                || type.getEnclosingClass().filter(SettingBoundsRule::isMapping).isPresent();
    }
}
