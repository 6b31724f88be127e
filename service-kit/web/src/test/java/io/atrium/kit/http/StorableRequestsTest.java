package io.atrium.kit.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class StorableRequestsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"first_name\":\"abc\\u0000\"} | first_name",
                "{\"first_name\":\"abc\\ud800\"} | first_name",
                "{\"first_name\":\"\\udc00abc\"} | first_name",
                "{\"first_name\":\"abc\",\"parts\":[{\"part_name\":\"\\u0000\"}]} | parts[0].part_name",
                "{\"parts\":[{\"\\u0000\":1}]} | parts[0]"
            })
    void shouldRefuseABodyThatCannotBeStored(String body, String field) {
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/probe/things")
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void shouldRefuseBytesThatALenientDecoderTakes() {
        byte[] body = "{\"first_name\":\"abc??\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[18] = (byte) 0xC0;
        body[19] = (byte) 0x80;

        given().contentType("application/json")
                .body(body)
                .post("/api/v1/probe/things")
                .then()
                .statusCode(400);
    }

    @Test
    void shouldTakeASurrogatePair() {
        given().contentType("application/json")
                .body("{\"first_name\":\"abc\\ud83d\\ude00\"}")
                .post("/api/v1/probe/things")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldRefuseAQueryWithNul() {
        given().urlEncodingEnabled(false)
                .get("/api/v1/probe/numbers?cursor=a%00b")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("cursor"));
    }
}
