package io.atrium.kit.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.math.BigInteger;

/** {@link Bounds} of numbers of bytes, as {@code 64K} and {@code 1M}. */
public class MemorySizeBounds extends BoundsValidator<MemorySize, BigInteger> {
    private static final MemorySizeConverter CONVERTER = new MemorySizeConverter();

    @Override
    BigInteger parse(String bound) {
        return CONVERTER.convert(bound).asBigInteger();
    }

    @Override
    BigInteger comparable(MemorySize value) {
        return value.asBigInteger();
    }

    @Override
    String written(MemorySize value) {
        return value.asBigInteger() + " bytes";
    }
}
