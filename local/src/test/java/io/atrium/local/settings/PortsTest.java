package io.atrium.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.local.console.PlatformException;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    private static final Part AUDIT = Part.of("audit-service").orElseThrow();
    private static final Part IDENTITY = Part.of("identity-service").orElseThrow();
    private static final Part TENANT = Part.of("tenant-service").orElseThrow();

    @Test
    void shouldMovePortsByTheEnvironment() {
        Ports ports = Ports.of(Map.of("ATRIUM_IDENTITY_PORT", "9081", "ATRIUM_MOCK_PAYMENT_PORT", "9002"));

        assertThat(ports.of(IDENTITY)).isEqualTo(9081);
        assertThat(ports.of(TENANT)).isEqualTo(8082);
        assertThat(ports.all(Part.MOCKS)).containsExactly(8001, 9002, 8003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http"})
    void shouldRejectWhatIsNoPort(String value) {
        assertThatThrownBy(() -> Ports.of(Map.of("ATRIUM_KAFKA_PORT", value)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("ATRIUM_KAFKA_PORT");
    }

    @Test
    void shouldRejectOnePortForTwoParts() {
        assertThatThrownBy(() -> Ports.of(Map.of("ATRIUM_IDENTITY_PORT", "8082")))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("ATRIUM_IDENTITY_PORT")
                .hasMessageContaining("ATRIUM_TENANT_PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1"})
    void shouldNameThePartWhosePortIsTaken(String address) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            Ports ports = Ports.of(Map.of("ATRIUM_AUDIT_PORT", Integer.toString(other.getLocalPort())));

            assertThat(ports.taken(List.of(AUDIT)))
                    .contains("audit-service", Integer.toString(other.getLocalPort()), "ATRIUM_AUDIT_PORT")
                    .doesNotContain("\n");
        }
    }
}
