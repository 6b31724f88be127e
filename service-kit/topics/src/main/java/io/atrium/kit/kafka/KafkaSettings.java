package io.atrium.kit.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * The settings that all Kafka clients have in common, by the names of Kafka's properties. A variable of the environment is
 * {@code KAFKA_} and the property in capitals, with {@code _} for each dot: {@code KAFKA_SECURITY_PROTOCOL} is
 * {@code security.protocol}. An empty one is as good as none.
 *
 * @param properties Kafka's properties; their values may be secrets
 */
public record KafkaSettings(Map<String, String> properties) {

    private static final String PREFIX = "KAFKA_";
    private static final Set<String> PROTOCOLS =
            Arrays.stream(SecurityProtocol.values()).map(value -> value.name).collect(Collectors.toSet());
    private static final List<String> FILES =
            List.of(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);

    public KafkaSettings {
        Map<String, String> given = new HashMap<>(properties);
        given.values().removeIf(String::isBlank);
        properties = Map.copyOf(given);
    }

    /** Of the variables of a process without a configuration; those that name no property of an admin client are left out. */
    public static KafkaSettings ofEnvironment(Map<String, String> environment) {
        return new KafkaSettings(AdminClientConfig.configNames().stream()
                .filter(property -> environment.containsKey(variable(property)))
                .collect(Collectors.toMap(
                        Function.identity(),
                        property ->
                                environment.getOrDefault(variable(property), "").strip())));
    }

    /** The variable of a property. */
    public static String variable(String property) {
        return PREFIX + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /**
     * What is wrong with the settings, each as a sentence that begins with a variable: none of them shows a value that may be
     * a secret.
     *
     * @param production whether it must be said how to connect, since nothing is taken for granted there
     */
    public List<String> faults(boolean production) {
        List<String> faults = new ArrayList<>();
        String protocol = text(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        String name = variable(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        if (protocol.isEmpty()) {
            if (production) {
                faults.add(name + " is not set: SSL or SASL_SSL, or PLAINTEXT where the network is private");
            }
        } else if (!PROTOCOLS.contains(protocol)) {
            faults.add(name + " is PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, not " + protocol);
        } else if (protocol.startsWith("SASL_")) {
            List.of(SaslConfigs.SASL_MECHANISM, SaslConfigs.SASL_JAAS_CONFIG).stream()
                    .filter(property -> text(property).isEmpty())
                    .forEach(property -> faults.add(variable(property) + " is not set, with " + name + "=" + protocol));
        }
        FILES.stream()
                .filter(property -> !text(property).isEmpty() && !Files.isReadable(Path.of(text(property))))
                .forEach(property ->
                        faults.add(variable(property) + " names a file that cannot be read: " + text(property)));
        return List.copyOf(faults);
    }

    /** Whether the connections are encrypted. */
    public boolean isEncrypted() {
        return text(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG).endsWith("SSL");
    }

    /** The names alone. */
    @Override
    public String toString() {
        return "KafkaSettings" + new TreeSet<>(properties.keySet());
    }

    private String text(String property) {
        return properties.getOrDefault(property, "");
    }
}
