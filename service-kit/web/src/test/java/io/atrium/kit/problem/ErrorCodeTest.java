package io.atrium.kit.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ErrorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "MALFORMED_REQUEST,400",
        "UNKNOWN_PROPERTY,400",
        "ORGANIZATION_REQUIRED,400",
        "UNAUTHENTICATED,401",
        "INVALID_CREDENTIALS,401",
        "INVALID_GRANT,401",
        "SIGNATURE_INVALID,401",
        "SIGNATURE_MISSING,401",
        "SIGNATURE_STALE,401",
        "FORBIDDEN,403",
        "ORGANIZATION_SUSPENDED,403",
        "NOT_FOUND,404",
        "METHOD_NOT_ALLOWED,405",
        "NOT_ACCEPTABLE,406",
        "REQUEST_TIMEOUT,408",
        "CONFLICT,409",
        "EMAIL_TAKEN,409",
        "USERNAME_TAKEN,409",
        "DOMAIN_TAKEN,409",
        "SUBDOMAIN_TAKEN,409",
        "SOURCE_TAKEN,409",
        "LAST_ADMIN,409",
        "PRECONDITION_FAILED,412",
        "PAYLOAD_TOO_LARGE,413",
        "URI_TOO_LONG,414",
        "UNSUPPORTED_MEDIA_TYPE,415",
        "VALIDATION_FAILED,422",
        "PASSWORD_REFUSED,422",
        "PRECONDITION_REQUIRED,428",
        "RATE_LIMITED,429",
        "HEADERS_TOO_LARGE,431",
        "INTERNAL_ERROR,500",
        "NOT_IMPLEMENTED,501",
        "UPSTREAM_FAILED,502",
        "SERVICE_UNAVAILABLE,503",
        "STORAGE_EXHAUSTED,503",
        "BROKER_UNAVAILABLE,503",
        "NOT_READY,503",
        "UPSTREAM_TIMEOUT,504",
        "VERSION_NOT_SUPPORTED,505"
    })
    void shouldAnswerEachCodeWithItsStatus(String code, int status) {
        given().get("/api/v1/probe/errors/" + code)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", notNullValue())
                .body("title", notNullValue())
                .body("detail", equalTo("It happened."))
                .body("instance", equalTo("/api/v1/probe/errors/" + code))
                .body("request_id", notNullValue())
                .header("WWW-Authenticate", status == 401 || status == 403 ? notNullValue() : nullValue());
    }

    @Test
    void shouldCoverEveryCode() throws NoSuchMethodException {
        CsvSource table = ErrorCodeTest.class
                .getDeclaredMethod("shouldAnswerEachCodeWithItsStatus", String.class, int.class)
                .getAnnotation(CsvSource.class);
        Set<String> listed = java.util.Arrays.stream(table.value())
                .map(row -> row.split(",", 2)[0])
                .collect(java.util.stream.Collectors.toSet());
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(java.util.Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::name)
                        .toList());
    }

    @Test
    void shouldHideWhatIsUnknownBehindItsRequestId() {
        given().header("X-Request-Id", "given-request-id")
                .get("/api/v1/probe/unknown")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("code", equalTo("INTERNAL_ERROR"))
                .body("request_id", equalTo("given-request-id"))
                .body("detail", nullValue())
                .body(not(containsString("secret")));
    }

    @Test
    void shouldHideAFrameworksServerError() {
        given().get("/api/v1/probe/unavailable").then().statusCode(500).body(not(containsString("secret")));
    }

    @Test
    void shouldNameViolatedFieldsAsTheClientWroteThem() {
        given().contentType("application/json")
                .body(Map.of("first_name", "ab", "parts", java.util.List.of(Map.of())))
                .post("/api/v1/probe/things")
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.field", equalTo(java.util.List.of("first_name", "parts[0].part_name")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"first_name\": | 400 | MALFORMED_REQUEST",
                "[] | 400 | MALFORMED_REQUEST",
                "\"text\" | 400 | MALFORMED_REQUEST",
                "{\"first_name\":\"abc\"} x | 400 | MALFORMED_REQUEST",
                "{\"first_name\":\"abc\",\"first_name\":\"abd\"} | 400 | MALFORMED_REQUEST",
                "{\"first_name\":\"abc\",\"extra\":1} | 400 | UNKNOWN_PROPERTY",
                "{\"first_name\":\"abc\",\"color\":\"BLUE\"} | 422 | VALIDATION_FAILED",
                "{\"first_name\":\"abc\",\"made_at\":\"yesterday\"} | 422 | VALIDATION_FAILED",
                "null | 422 | VALIDATION_FAILED",
            })
    void shouldRefuseBodies(String body, int status, String code) {
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/probe/things")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    /** The first bytes decide for which charset a JSON parser takes the rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {"00 41 00 00 7b 7d", "00 00 fe ff 7b 7d 21 65", "ff fe 00 00 22 00 7a ff", "00 00 ff fe 22 22"})
    void shouldRefuseBytesOfAnotherCharset(String bytes) {
        given().contentType("application/json")
                .body(HexFormat.ofDelimiter(" ").parseHex(bytes))
                .post("/api/v1/probe/things")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
    }

    @Test
    void shouldRefuseAnEmptyBody() {
        given().contentType("application/json")
                .post("/api/v1/probe/things")
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"));
    }

    @Test
    void shouldRefuseDeepNesting() {
        given().contentType("application/json")
                .body("{\"parts\":" + "[".repeat(200) + "]".repeat(200) + "}")
                .post("/api/v1/probe/things")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nowhere,404,NOT_FOUND",
        "GET,/api/v1/probe/nowhere,404,NOT_FOUND",
        "GET,/api/v1/probe/things/no-uuid,404,NOT_FOUND",
        "DELETE,/api/v1/probe/things,405,METHOD_NOT_ALLOWED"
    })
    void shouldAnswerWhatNoResourceTakes(String method, String path, int status, String code) {
        given().request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .header("X-Request-Id", notNullValue());
    }

    @Test
    void shouldRefuseOtherMediaTypes() {
        given().contentType("text/plain")
                .body("x")
                .post("/api/v1/probe/things")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        given().accept("image/png")
                .get("/api/v1/probe/caller-less")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void shouldRefuseABodyOverTheLimit() {
        given().contentType("application/json")
                .body("x".repeat(1_100_000))
                .post("/api/v1/probe/things")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("PAYLOAD_TOO_LARGE"));
    }
}
