package io.atrium.kit.config;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Compares a value with its bounds, and says in the message what it is. */
abstract class BoundsValidator<V, C extends Comparable<? super C>> implements ConstraintValidator<Bounds, V> {
    private String least = "";
    private String most = "";

    /** A bound as it is written. */
    abstract C parse(String bound);

    abstract C comparable(V value);

    /** The value as a setting would be written. */
    abstract String written(V value);

    @Override
    public void initialize(Bounds bounds) {
        least = bounds.min();
        most = bounds.max();
        if (parse(least).compareTo(parse(most)) > 0) {
            throw new IllegalArgumentException("Bounds from " + least + " to " + most + " hold nothing");
        }
    }

    @Override
    public boolean isValid(@Nullable V value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        C found = comparable(value);
        if (found.compareTo(parse(least)) >= 0 && found.compareTo(parse(most)) <= 0) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(
                        "must be from " + least + " to " + most + ", not " + written(value))
                .addConstraintViolation();
        return false;
    }
}
