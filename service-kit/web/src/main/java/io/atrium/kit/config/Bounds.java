package io.atrium.kit.config;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The smallest and the largest value of a setting, both included. A service does not start with another value; the
 * message names the setting, its value and the range: {@code audit.ingest.share must be from 1 to 100000, not 0}. The
 * interface of the settings must be public, because the validator calls its methods.
 *
 * <p>A number, a {@code Duration} or a {@code MemorySize}; {@link #min} and {@link #max} are written as the setting is:
 * {@code 1}, {@code PT1S}, {@code 64K}. In an {@code Optional} it stands at what is in it: {@code Optional<@Bounds(…)
 * Duration>}.
 */
@Documented
@Target({METHOD, TYPE_USE})
@Retention(RUNTIME)
@Constraint(validatedBy = {NumberBounds.class, DurationBounds.class, MemorySizeBounds.class})
public @interface Bounds {
    String min();

    String max();

    String message() default "must be from {min} to {max}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
