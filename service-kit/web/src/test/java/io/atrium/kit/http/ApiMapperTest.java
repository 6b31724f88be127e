package io.atrium.kit.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.kit.wire.testing.CollidingNames;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.runtime.jackson.QuarkusJacksonJsonCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiMapperTest {
    private static final String LOGIN = "{\"password\":\"secret\"}";

    @Inject
    ObjectMapper mapper;

    @Test
    void shouldReadANameWhoseHashAnotherRequestHas() throws IOException {
        // Given
        for (var names : CollidingNames.attack("password")) {
            mapper.readTree(
                    new ByteArrayInputStream(CollidingNames.object(names).getBytes(UTF_8)));
        }

        // When
        JsonNode read = mapper.readTree(new ByteArrayInputStream(LOGIN.getBytes(UTF_8)));

        // Then
        assertThat(read.path("password").textValue()).isEqualTo("secret");
    }

    @Test
    void shouldReadANameInVertxWhoseHashAnotherDocumentHas() {
        // Given
        for (var names : CollidingNames.attack("password")) {
            new JsonObject(Buffer.buffer(CollidingNames.object(names)));
        }

        // When
        JsonObject read = new JsonObject(Buffer.buffer(LOGIN));

        // Then
        assertThat(read.getString("password")).isEqualTo("secret");
        assertThat(QuarkusJacksonJsonCodec.mapper()
                        .getFactory()
                        .isEnabled(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES))
                .isFalse();
    }

    @Test
    void shouldRefuseABodyThatIsNotUtf8() {
        // Given
        byte[] body = "{\"first_name\":\"abc?\"}".getBytes(UTF_8);
        body[18] = (byte) 0xFF;

        // When // Then
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/probe/things")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
    }
}
