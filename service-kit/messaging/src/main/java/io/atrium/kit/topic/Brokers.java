package io.atrium.kit.topic;

import io.atrium.kit.kafka.KafkaSettings;
import io.atrium.kit.secrets.StartupRule;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * How the brokers are connected to, for channels and for {@link KafkaClients}. It stands in for the bean of Quarkus, which
 * would hand an empty variable on as an empty setting.
 */
@ApplicationScoped
class Brokers implements StartupRule {

    private static final Logger LOG = Logger.getLogger(Brokers.class);
    /** The later one wins; {@code kafka.} is what Quarkus documents. */
    private static final List<String> PREFIXES = List.of("atrium.brokers.", "kafka.");

    private final KafkaSettings settings;

    Brokers(Config config) {
        this.settings = settings(config);
    }

    @Produces
    @Singleton
    @Identifier("default-kafka-broker")
    Map<String, Object> forChannels() {
        return new HashMap<>(settings.properties());
    }

    @Override
    public List<String> faults(boolean production) {
        List<String> faults = settings.faults(production);
        if (production && faults.isEmpty() && !settings.isEncrypted()) {
            LOG.warn("Connections to Kafka are not encrypted");
        }
        return faults;
    }

    private static KafkaSettings settings(Config config) {
        Map<String, String> settings = new HashMap<>();
        for (String prefix : PREFIXES) {
            for (String name : config.getPropertyNames()) {
                // A variable that no property names has a name of its own.
                String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
                if (property.startsWith(prefix)) {
                    config.getOptionalValue(property, String.class)
                            .ifPresent(value -> settings.put(property.substring(prefix.length()), value));
                }
            }
        }
        return new KafkaSettings(settings);
    }
}
