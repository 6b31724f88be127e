package io.atrium.kit.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.kit.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class InternalGateTest {
    @TestHTTPResource("/")
    URI root;

    @Inject
    ServiceTokens tokens;

    @Test
    void shouldAdmitAServiceThatMeansThisOne() {
        given().header("Authorization", "Bearer " + tokens.issue("kit-web"))
                .get("/internal/probe")
                .then()
                .statusCode(200)
                .body(equalTo("kit-web"));
    }

    @Test
    void shouldRefuseATokenForAnotherService() {
        given().header("Authorization", "Bearer " + tokens.issue("audit-service"))
                .get("/internal/probe")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldRefuseAnAccessToken() {
        given().header("Authorization", "Bearer " + TestTokens.token(UUID.randomUUID(), "SUPER_ADMIN"))
                .get("/internal/probe")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/probe",
                "/internal/nowhere",
                "/internal;a=b/probe",
                "//internal/probe",
                "/x/../internal/probe",
                "/%69nternal/probe",
                "/;a/internal/probe"
            })
    void shouldRefuseWithoutAToken(String path) {
        int status = given().urlEncodingEnabled(false).get(path).statusCode();
        assertThat(status).isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/api/v1/probe/%e"})
    void shouldRefuseABadlyEncodedPath(String path) throws IOException {
        String reply = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(reply).startsWith("HTTP/1.1 400 ");
    }

    /** No client would send it. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", root.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldNotTakeAServiceTokenForACaller() {
        given().header("Authorization", "Bearer " + tokens.issue("kit-web"))
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(401);
    }
}
