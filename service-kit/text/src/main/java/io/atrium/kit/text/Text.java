package io.atrium.kit.text;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which kind of text a string of a request is: it arrives in the canonical form of its {@link TextRule}, or is a
 * violation. Null is left to {@code @NotNull}. Every string of a request has one; the rules of the architecture check it.
 */
@Documented
@Constraint(validatedBy = TextValidator.class)
@JacksonAnnotationsInside
@JsonDeserialize(using = TextDeserializer.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    TextRule value();

    /** The fewest code points. */
    int min() default 1;

    /** The most code points; 0 for the rule's own limit. */
    int max() default 0;

    /** The only values there are, if there is a list. */
    String[] of() default {};

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
