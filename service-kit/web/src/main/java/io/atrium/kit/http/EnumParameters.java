package io.atrium.kit.http;

import io.atrium.kit.problem.ProblemException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Query parameters with a fixed set of values. JAX-RS would answer 404 for an unknown value. */
public final class EnumParameters {

    private EnumParameters() {}

    /**
     * The constant of exactly this name; empty when the parameter was not given.
     *
     * @throws ProblemException VALIDATION_FAILED on the parameter, naming what it may be
     */
    public static <E extends Enum<E>> Optional<E> parse(String name, @Nullable String text, Class<E> type) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        E[] all = type.getEnumConstants();
        return Optional.of(Arrays.stream(all)
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        name,
                        "must be one of " + Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", ")))));
    }
}
