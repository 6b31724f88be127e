package io.atrium.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    private static final String LOGIN = "a.LoginModule required username=\"a\" password=\"a-secret\";";

    @Test
    void shouldReadTheVariablesOfKafkasProperties() {
        // Given
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", " kafka:9093 ",
                "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
                "KAFKA_SASL_JAAS_CONFIG", LOGIN,
                "KAFKA_SECURITY_PROTOCOL", "",
                "KAFKA_MIN_INSYNC_REPLICAS", "2",
                "SASL_MECHANISM", "PLAIN");

        // When
        KafkaSettings settings = KafkaSettings.ofEnvironment(environment);

        // Then
        assertThat(settings.properties())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "kafka:9093", "ssl.truststore.type", "PEM", "sasl.jaas.config", LOGIN));
    }

    @Test
    void shouldShowNoValue() {
        assertThat(new KafkaSettings(Map.of("sasl.jaas.config", LOGIN, "bootstrap.servers", "a:1")))
                .hasToString("KafkaSettings[bootstrap.servers, sasl.jaas.config]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL", "PLAINTEXT"})
    void shouldAcceptInProductionWhatIsSaid(String protocol) {
        assertThat(new KafkaSettings(Map.of("security.protocol", protocol)).faults(true))
                .isEmpty();
    }

    @Test
    void shouldAskForNothingInDevelopment() {
        assertThat(new KafkaSettings(Map.of()).faults(false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "security.protocol | ''       | KAFKA_SECURITY_PROTOCOL is not set: SSL or SASL_SSL, or PLAINTEXT where the network is private",
                "security.protocol | TLS      | 'KAFKA_SECURITY_PROTOCOL is PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, not TLS'"
            })
    void shouldSayWhatIsWrongWithTheProtocol(String property, String value, String fault) {
        assertThat(new KafkaSettings(Map.of(property, value)).faults(true)).containsExactly(fault);
    }

    @Test
    void shouldNameEverythingThatIsMissingForALogin(@TempDir Path folder) {
        // Given
        String missing = folder.resolve("ca.crt").toString();

        // When
        var faults = new KafkaSettings(Map.of("security.protocol", "SASL_SSL", "ssl.truststore.location", missing))
                .faults(false);

        // Then
        assertThat(faults)
                .containsExactly(
                        "KAFKA_SASL_MECHANISM is not set, with KAFKA_SECURITY_PROTOCOL=SASL_SSL",
                        "KAFKA_SASL_JAAS_CONFIG is not set, with KAFKA_SECURITY_PROTOCOL=SASL_SSL",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION names a file that cannot be read: " + missing);
    }
}
