package io.atrium.kit.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.testing.EncryptedServers;
import io.atrium.kit.tls.CertificateFault;
import io.atrium.kit.topics.CreateTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a client says of a broker with TLS that it does not trust, and the command {@code topics} on such a broker. */
class BrokerTlsTest {

    private static final EncryptedServers SERVERS = new EncryptedServers();

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @Test
    void shouldCreateTopicsOverTls() {
        // Given
        Map<String, String> environment = new HashMap<>(SERVERS.kafkaVariables());
        environment.putAll(Map.of("ATRIUM_MODE", "production", "REPLICATION_FACTOR", "1", "MIN_INSYNC_REPLICAS", "1"));

        // When
        int code = CreateTopics.run(environment);

        // Then
        assertThat(code).isZero();
    }

    @Test
    void shouldRefuseABrokerOfAnotherCa() {
        assertThatThrownBy(() -> describe(
                        Map.of("ssl.truststore.location", SERVERS.otherCa().toString())))
                .satisfies(failure -> assertThat(CertificateFault.of(failure))
                        .contains("the server's certificate is not signed by a trusted CA"));
    }

    @Test
    void shouldRefuseABrokerOfAnotherName() {
        assertThatThrownBy(() -> describe(Map.of(
                        "bootstrap.servers",
                        EncryptedServers.OTHER_NAME + ":" + SERVERS.kafka().port())))
                .satisfies(failure -> assertThat(CertificateFault.of(failure).orElseThrow())
                        .startsWith("the server's certificate is for another host name ("));
    }

    @Test
    void shouldBeRefusedWithAWrongPassword() {
        // Given
        String login = "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"atrium\" password=\"another\";";

        // When, Then
        assertThatThrownBy(() -> describe(Map.of("sasl.jaas.config", login)))
                .hasCauseInstanceOf(SaslAuthenticationException.class)
                .satisfies(failure -> assertThat(CertificateFault.of(failure)).isEmpty());
    }

    private static void describe(Map<String, String> settings)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> all = new HashMap<>(SERVERS.kafka().clientSettings().properties());
        all.putAll(settings);
        try (Admin admin = Admin.create(all)) {
            admin.describeCluster().nodes().get(30, TimeUnit.SECONDS);
        }
    }
}
