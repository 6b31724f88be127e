package io.atrium.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.kit.wire.testing.RawConnection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HttpConventionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/probe/request", "/nowhere", "/api/v1/probe/caller", "/internal/x", "/q/health/live"})
    void shouldPutIdAndSecurityHeadersOnEveryReply(String path) {
        given().get(path)
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Strict-Transport-Security", nullValue());
    }

    @Test
    void shouldKeepAGoodRequestIdAndReplaceABadOne() {
        given().header("X-Request-Id", "gateway-id-1")
                .get("/api/v1/probe/request")
                .then()
                .header("X-Request-Id", equalTo("gateway-id-1"))
                .body("request_id", equalTo("gateway-id-1"));
        given().header("X-Request-Id", "no good\tid")
                .get("/api/v1/probe/request")
                .then()
                .header("X-Request-Id", not(containsString("good")));
    }

    @Test
    void shouldTakeTheClientsAddressFromATrustedProxy() {
        given().header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .get("/api/v1/probe/request")
                .then()
                .body("ip", equalTo("203.0.113.9"))
                .header("Strict-Transport-Security", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=%zz", "limit=%", "limit=%2", "nothing=%e", "%g0=1", "limit=2&x=%+1"})
    void shouldNameWhatIsWrongWithABadlyEncodedQuery(String query) throws IOException {
        try (RawConnection connection = new RawConnection(RestAssured.port)) {
            connection.send("GET /api/v1/probe/numbers?" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            RawConnection.Reply reply = connection.read();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("content-type")).hasValue("application/problem+json");
            assertThat(reply.body()).contains("MALFORMED_REQUEST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip"})
    void shouldRefuseEncodedBodies(String coding) {
        given().header("Content-Encoding", coding)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/probe/request")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .header("Accept-Encoding", equalTo("identity"))
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        given().header("Content-Encoding", "identity")
                .get("/api/v1/probe/request")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldAcceptATrailingSlash() {
        UUID id = UUID.randomUUID();
        given().get("/api/v1/probe/things/" + id + "/").then().statusCode(200).body(equalTo(id.toString()));
        given().get("/api/v1/probe/numbers/?limit=2").then().statusCode(200);
    }

    @Test
    void shouldPageThroughAList() {
        String cursor = given().get("/api/v1/probe/numbers?limit=2")
                .then()
                .statusCode(200)
                .body("items", equalTo(java.util.List.of(1, 2)))
                .extract()
                .path("next_cursor");
        given().queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get("/api/v1/probe/numbers")
                .then()
                .body("items", equalTo(java.util.List.of(3, 4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "limit=%2B5",
                "limit=+5",
                "limit=%205",
                "limit=%D9%A3",
                "limit=1e2",
                "limit=007",
                "limit=99999999999",
                "limit=1&limit=1",
                "cursor=x",
                "cursor=bnVsbA",
                "cursor=WyIyIl0",
                "cursor=a&cursor=b",
                "color=%00",
                "color=a&color=a",
                "color=a%00b&limit=2",
                "other=%00",
                "above=\u2003&above="
            })
    void shouldRefuseABadQuery(String query) {
        given().urlEncodingEnabled(false)
                .get("/api/v1/probe/numbers?" + query.replace("\u2003", "%E2%80%83"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other=a&other=b", "color=%ff%fe", "color=%ed%a0%80", "cursor="})
    void shouldPassByWhatIsNotDeclaredAndReadWhatIsNoUtf8(String query) {
        given().urlEncodingEnabled(false)
                .get("/api/v1/probe/numbers?" + query)
                .then()
                .statusCode(200);
    }

    @Test
    void shouldKeepRoomForACursorInEveryListsQuery() {
        given().queryParam("color", "x".repeat(3600))
                .queryParam("above", "1")
                .get("/api/v1/probe/numbers")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("color"));
        given().queryParam("other", "x".repeat(3600))
                .get("/api/v1/probe/numbers")
                .then()
                .statusCode(414);
        given().queryParam("color", "x".repeat(3400))
                .queryParam("cursor", "x".repeat(4096))
                .get("/api/v1/probe/numbers")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("cursor"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "019a0000-0000-7000-8000-00000000000",
                "019a0000-0000-7000-8000-0000000000000",
                "00000000019a0000-0000-7000-8000-000000000000",
                "%7B019a0000-0000-7000-8000-000000000000%7D",
                "019a000000007000800000000000000000",
                "%2019a0000-0000-7000-8000-000000000000",
                "019a0000-0000-7000-8000-00000000000%D9%A3",
                "019a0000-0000-7000-8000-000000000000%00"
            })
    void shouldTakeNothingButACanonicalUuidForAnId(String id) {
        given().urlEncodingEnabled(false)
                .get("/api/v1/probe/things/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void shouldDocumentProblemsAndTokensAndHideInternalRoutes() {
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("components.schemas.Problem.properties.request_id", notNullValue())
                .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
                .body("paths.'/api/v1/probe/admin'.get.responses.default", notNullValue())
                .body("paths.'/api/v1/probe/admin'.get.security", notNullValue())
                .body("paths.'/api/v1/probe/admin'.get.security.bearer.flatten()", empty())
                .body("paths.'/api/v1/probe/admin'.get.'x-required-roles'", hasItems("ORG_ADMIN"))
                .body(
                        "paths.'/api/v1/probe/admin'.get.responses.429.values()",
                        hasItems("#/components/responses/RateLimited"))
                .body(
                        "components.responses.RateLimited.headers.keySet()",
                        hasItems("Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id"))
                .body("components.responses.RateLimited.content", notNullValue())
                .body("servers.url", equalTo(List.of("http://localhost:8000")))
                .body("components.headers.RateLimit.schema.type", equalTo("string"))
                .body("paths.'/internal/probe'", nullValue());
    }

    @Test
    void shouldDocumentWhatMayBeNull() {
        given().get("/q/openapi?format=json")
                .then()
                .body("components.schemas.PageLong.properties.next_cursor.type", hasItems("string", "null"))
                .body("components.schemas.PageLong.required", hasItems("items", "next_cursor"))
                .body("components.schemas.Problem.required", not(hasItems("detail")))
                .body("components.schemas.Problem.properties.detail.type", equalTo("string"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics"})
    void shouldServeProbesAndMetrics(String path) {
        given().get(path).then().statusCode(200);
    }
}
