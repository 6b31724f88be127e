package io.atrium.kit.secrets;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start on settings that must not be, and names all of them in one message: in production mode development
 * secrets, that is those that start with {@code dev-} (in a list of earlier keys, one that has such a key), and in every mode
 * what a {@link StartupRule} finds.
 */
@ApplicationScoped
public class ProductionGuard {
    private static final String DEVELOPMENT_PREFIX = "dev-";
    private static final Pattern SECRET_NAME = Pattern.compile("(?i)(password|secret|key)\\b");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}].*", Pattern.DOTALL);
    private static final Pattern NO_PART_OF_A_VARIABLE = Pattern.compile("[^A-Za-z0-9]");
    private static final String EARLIER_KEYS = "key-previous";

    private final Config config;
    private final String mode;
    private final List<StartupRule> rules;

    public ProductionGuard(
            Config config, @ConfigProperty(name = "atrium.mode") String mode, @All List<StartupRule> rules) {
        this.config = config;
        this.mode = mode;
        this.rules = List.copyOf(rules);
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        boolean production = switch (mode) {
            case "development" -> false;
            case "production" -> true;
            default -> throw new IllegalStateException("ATRIUM_MODE is development or production, not " + mode);
        };
        List<String> faults = Stream.concat(
                        production ? developmentSecrets() : Stream.empty(),
                        rules.stream().flatMap(rule -> rule.faults(production).stream()))
                .toList();
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Settings that " + mode + " mode refuses: " + String.join("; ", faults));
        }
    }

    private Stream<String> developmentSecrets() {
        Set<String> names = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .collect(Collectors.toSet());
        return names.stream()
                .filter(name -> SECRET_NAME.matcher(name).find())
                .filter(name -> isDevelopmentSecret(config, name))
                .map(name -> variable(name, names))
                .distinct()
                .sorted()
                .map(name -> name + " is a development secret");
    }

    /**
     * The variable that a setting is read from, which is what operators know; the setting itself where there is none. A
     * variable of the environment is a setting by both its name and a name with dots.
     */
    private String variable(String name, Set<String> names) {
        String raw = config.getConfigValue(name).getRawValue();
        Matcher variable = VARIABLE.matcher(raw == null ? "" : raw);
        if (variable.matches()) {
            return variable.group(1);
        }
        String ofEnvironment =
                NO_PART_OF_A_VARIABLE.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
        return names.contains(ofEnvironment) ? ofEnvironment : name;
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
