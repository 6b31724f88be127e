package io.atrium.kit.embedded;

import io.atrium.kit.certificate.ServerCertificate;
import io.atrium.kit.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The listener of a broker that clients connect to. The broker connects to itself by another one, of plain text on loopback.
 *
 * @param protocol Kafka's {@code security.protocol}
 * @param broker further properties of the broker
 * @param scram the credential that is stored when the data is new, as {@code kafka-storage format --add-scram} takes it;
 *     none when empty
 * @param client what a client needs to connect, beside the address
 */
public record KafkaListener(String protocol, Map<String, String> broker, String scram, Map<String, String> client) {

    public static final String PLAINTEXT = "PLAINTEXT";
    private static final String MODULES = "org.apache.kafka.common.security.";

    public KafkaListener {
        broker = Map.copyOf(broker);
        client = Map.copyOf(client);
    }

    static KafkaListener plain() {
        return new KafkaListener(PLAINTEXT, Map.of(), "", Map.of());
    }

    /**
     * TLS, and one user who logs in by SCRAM-SHA-512 or PLAIN.
     *
     * @param server what the broker shows
     * @param ca a file with the certificate that clients trust
     */
    public static KafkaListener saslSsl(ServerCertificate server, Path ca, String user, String password) {
        Map<String, String> broker = Map.of(
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.certificate.chain",
                server.chain(),
                "ssl.keystore.key",
                server.key(),
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512,PLAIN",
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                MODULES + "scram.ScramLoginModule required;",
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                MODULES + "plain.PlainLoginModule required user_" + user + "=\"" + password + "\";");
        Map<String, String> client = Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                ca.toString(),
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                MODULES + "scram.ScramLoginModule required username=\"" + user + "\" password=\"" + password + "\";");
        String scram = "SCRAM-SHA-512=[name=" + user + ",password=" + password + "]";
        return new KafkaListener("SASL_SSL", broker, scram, client);
    }

    KafkaSettings settings(String bootstrapServers) {
        Map<String, String> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", bootstrapServers);
        return new KafkaSettings(settings);
    }

    /** The name alone. */
    @Override
    public String toString() {
        return protocol;
    }
}
