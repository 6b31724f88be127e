package io.atrium.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConditionalRequestsTest {
    private static final String PATH = "/api/v1/probe/versioned";

    @TestHTTPResource
    URL root;

    @ParameterizedTest
    @ValueSource(strings = {"\"v3\"", "W/\"v3\"", "\"v2\", \"v3\"", "*"})
    void shouldNotSendAVersionThatTheCallerHas(String tags) {
        given().header("If-None-Match", tags)
                .get(PATH)
                .then()
                .statusCode(304)
                .header("ETag", equalTo("\"v3\""))
                .body(emptyString());
        given().header("If-None-Match", tags).head(PATH).then().statusCode(304);
    }

    @Test
    void shouldSendAVersionThatTheCallerHasNot() {
        given().header("If-None-Match", "\"v2\"")
                .get(PATH)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v3\""))
                .body("version", equalTo(3));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "If-Match,'\"v3\"',200",
                "If-Match,*,200",
                "If-Match,'\"v2\"',412",
                "If-None-Match,'\"v2\"',200",
                "If-None-Match,'\"v3\"',412",
                "If-None-Match,*,412",
                "If-Match,v3,400",
                "If-None-Match,v3,400"
            })
    void shouldCheckPreconditionsOfAChange(String name, String value, int status) {
        given().header(name, value).put(PATH).then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"GET,If-Match", "GET,If-None-Match", "PUT,If-Match", "PUT,If-None-Match"})
    void shouldRefuseAnEmptyPrecondition(String method, String name) throws IOException {
        String request = method + " " + PATH + " HTTP/1.1\r\nHost: localhost\r\n" + name
                + ":\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

        String reply;
        try (Socket socket = new Socket("localhost", root.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }

        assertThat(reply).startsWith("HTTP/1.1 400 ").contains("MALFORMED_REQUEST");
    }
}
