package io.atrium.kit.config;

import java.math.BigDecimal;

/** {@link Bounds} of numbers. */
public class NumberBounds extends BoundsValidator<Number, BigDecimal> {
    /** Not a number, and infinite: below every bound. */
    private static final BigDecimal OUTSIDE = new BigDecimal("-1E+400");

    @Override
    BigDecimal parse(String bound) {
        return new BigDecimal(bound);
    }

    @Override
    BigDecimal comparable(Number value) {
        double number = value.doubleValue();
        return Double.isFinite(number) ? new BigDecimal(value.toString()) : OUTSIDE;
    }

    @Override
    String written(Number value) {
        return value.toString();
    }
}
