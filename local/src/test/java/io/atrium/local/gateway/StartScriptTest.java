package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.gateway.StartScript.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartScriptTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'', $scheme, $server_port",
        "http://localhost:8000, http, 8000",
        "http://atrium.example, http, 80",
        "https://atrium.example, https, 443",
        "HTTPS://atrium.example/base?a=b:c, https, 443",
        "https://atrium.example:8443/base, https, 8443",
        "http://[::1], http, 80",
        "http://[::1]:8000/, http, 8000"
    })
    void shouldTellServicesTheSchemeAndPortOfThePublicAddress(String url, String scheme, String port)
            throws IOException, InterruptedException {
        // When
        Run run = StartScript.run(folder, Map.of("PUBLIC_URL", url));

        // Then
        assertThat(run).isEqualTo(new Run(0, ""));
        assertThat(Files.readString(folder.resolve("public.conf"))).isEqualTo("""
                        map "" $public_scheme { volatile; default %s; }
                        map "" $public_port { volatile; default %s; }
                        """.formatted(scheme, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://atrium.example", "atrium.example", "http://atrium.example:80;", "https://a:"})
    void shouldNotStartOnWhatIsNoAddress(String url) throws IOException, InterruptedException {
        // When
        Run run = StartScript.run(folder, Map.of("PUBLIC_URL", url));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("PUBLIC_URL ").contains(url);
    }

    @Test
    void shouldListenInPlainTextWithoutACertificate() throws IOException, InterruptedException {
        // When
        StartScript.run(folder, Map.of());

        // Then
        assertThat(folder.resolve("listen.conf")).hasContent("listen 8000;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.crt | ''         | ''                | GATEWAY_TLS_CERTIFICATE and GATEWAY_TLS_KEY are set together",
                "''         | server.crt | ''                | GATEWAY_TLS_CERTIFICATE and GATEWAY_TLS_KEY are set together",
                "server.crt | no.key     | ''                | A file of the gateway's certificate cannot be read by user",
                "server.crt | server.crt | http://localhost  | 'PUBLIC_URL is an http address, and the gateway has a'"
            })
    void shouldNotStartOnHalfACertificate(String certificate, String key, String url, String reason)
            throws IOException, InterruptedException {
        // Given
        Files.writeString(folder.resolve("server.crt"), "");

        // When
        Run run = StartScript.run(
                folder,
                Map.of("GATEWAY_TLS_CERTIFICATE", path(certificate), "GATEWAY_TLS_KEY", path(key), "PUBLIC_URL", url));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith(reason);
    }

    private String path(String name) {
        return name.isEmpty() ? "" : folder.resolve(name).toString();
    }

    @Test
    void shouldBelieveTheProxiesInFrontAlone() throws IOException, InterruptedException {
        // When
        StartScript.run(folder, Map.of("GATEWAY_TRUSTED_PROXIES", "10.0.0.0/8,fd00::1"));

        // Then
        assertThat(Files.readString(folder.resolve("public.conf")))
                .contains("real_ip_header X-Forwarded-For;\nreal_ip_recursive on;\n")
                .contains("set_real_ip_from 10.0.0.0/8;\nset_real_ip_from fd00::1;\n");
    }

    @Test
    void shouldNotStartOnAProxyThatIsNoAddress() throws IOException, InterruptedException {
        // When
        Run run = StartScript.run(folder, Map.of("GATEWAY_TRUSTED_PROXIES", "10.0.0.0/8;allow all"));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("GATEWAY_TRUSTED_PROXIES has ");
    }
}
