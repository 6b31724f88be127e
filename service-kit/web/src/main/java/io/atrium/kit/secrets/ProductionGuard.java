package io.atrium.kit.secrets;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * In production mode a service refuses to start on a development secret, that is one that starts with {@code dev-}; in a
 * list of earlier keys, on one that has such a key.
 */
@ApplicationScoped
public class ProductionGuard {
    private static final String DEVELOPMENT_PREFIX = "dev-";
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(password|secret|key)\\b.*");
    private static final String EARLIER_KEYS = "key-previous";

    private final Config config;
    private final String mode;

    public ProductionGuard(Config config, @ConfigProperty(name = "atrium.mode") String mode) {
        this.config = config;
        this.mode = mode;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        switch (mode) {
            case "development" -> {}
            case "production" -> refuseDevelopmentSecrets();
            default -> throw new IllegalStateException("ATRIUM_MODE is development or production, not " + mode);
        }
    }

    private void refuseDevelopmentSecrets() {
        List<String> names = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> SECRET_NAME.matcher(name).matches())
                .filter(name -> isDevelopmentSecret(config, name))
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            throw new IllegalStateException("Development secrets in production mode: " + String.join(", ", names));
        }
    }

    private static boolean isDevelopmentSecret(Config config, String name) {
        Optional<String> value;
        try {
            value = config.getOptionalValue(name, String.class);
        } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
            return false;
        }
        return value.stream()
                .flatMap(text -> name.endsWith(EARLIER_KEYS) ? Arrays.stream(text.split(",")) : Stream.of(text))
                .anyMatch(text -> text.strip().startsWith(DEVELOPMENT_PREFIX));
    }
}
