package io.atrium.integration.provider;

import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** {@code 60} is sixty seconds, {@code PT1M} too. */
public final class SecondsOrDuration implements Converter<Duration> {

    private static final long serialVersionUID = 1L;

    @Override
    public Duration convert(String value) {
        String text = value.trim();
        return text.chars().allMatch(Character::isDigit)
                ? Duration.ofSeconds(Long.parseLong(text))
                : Duration.parse(text);
    }
}
