package io.atrium.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sent as bytes: clients join or replace the lines of one header. */
@QuarkusTest
class HeaderLinesTest {
    private final String token = TestTokens.token(UUID.randomUUID(), "SUPER_ADMIN");

    @TestHTTPResource("/")
    URI root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer {token}\r\nAuthorization: Bearer {token}",
                "Authorization: Bearer {token}\r\nauthorization: Bearer other",
                "Authorization: Bearer other\r\nAuthorization: Bearer {token}",
                "Authorization: Basic eDp5\r\nAuthorization: Bearer {token}",
                "Authorization:\r\nAuthorization: Bearer {token}",
                "Authorization: Bearer {token}, Bearer {token}",
                "Authorization: Bearer {token},other",
                "Authorization: Bearer {token}\r\nX-Organization-Id: {id}\r\nX-Organization-Id: {other}",
                "Authorization: Bearer {token}\r\nX-Organization-Id: {id}, {other}",
                "Authorization: Bearer {token}\r\nX-Request-Id: 12345678\r\nX-Request-Id: 87654321",
                "Authorization: Bearer {token}\r\nIdempotency-Key: a\r\nIdempotency-Key: b",
                "Authorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Type: text/plain"
            })
    void shouldRefuseAHeaderOfOneValueThatComesTwice(String headers) throws IOException {
        // When
        String reply = get("/api/v1/probe/caller", headers);

        // Then
        assertThat(reply)
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "MALFORMED_REQUEST", "X-Request-Id");
    }

    @Test
    void shouldRefuseTwoTokensOnAPublicRouteToo() throws IOException {
        // When
        String reply = get("/api/v1/probe/request", "Authorization: Bearer a\r\nAuthorization: Bearer b");

        // Then
        assertThat(reply).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldRefuseTwoServiceTokens() throws IOException {
        // When
        String reply = get("/internal/probe", "Authorization: Bearer a\r\nAuthorization: Bearer b");

        // Then
        assertThat(reply).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer {token}",
                "authorization: bearer {token}",
                "AUTHORIZATION: BEARER {token}",
                "Authorization: Bearer {token}\r\nIf-Match: \"v1\"\r\nIf-Match: \"v2\"",
                "Authorization: Bearer {token}\r\nAccept: application/json\r\nAccept: */*"
            })
    void shouldAdmitWhatRfc9110Allows(String headers) throws IOException {
        // When
        String reply = get("/api/v1/probe/caller", headers);

        // Then
        assertThat(reply).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization:",
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: {token}",
                "Authorization: Basic eDp5",
                "Authorization: Digest username=\"a\", realm=\"b\"",
                "Authorization: Negotiate {token}",
                "Authorization: DPoP {token}",
                "Authorization: Bearer={token}",
                "Authorization: \"Bearer {token}\"",
                "Authorization: Bearer {token} {token}",
                "Proxy-Authorization: Bearer {token}",
                "X-Forwarded-Authorization: Bearer {token}"
            })
    void shouldRefuseOtherCredentials(String headers) throws IOException {
        // When
        String reply = get("/api/v1/probe/caller", headers);

        // Then
        assertThat(reply).startsWith("HTTP/1.1 401 ").contains("UNAUTHENTICATED", "WWW-Authenticate: Bearer");
    }

    @Test
    void shouldReadTheLinesOfAListAsOne() throws IOException {
        // When
        String reply = get("/api/v1/probe/if-match", "If-Match: \"v1\"\r\nIf-Match: \"v2\", \"v3\"");

        // Then
        assertThat(reply).endsWith("\"v1\", \"v2\", \"v3\"");
    }

    private String get(String path, String headers) throws IOException {
        String lines = headers.replace("{token}", token)
                .replace("{id}", UUID.randomUUID().toString())
                .replace("{other}", UUID.randomUUID().toString());
        try (Socket socket = new Socket("localhost", root.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + lines
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
