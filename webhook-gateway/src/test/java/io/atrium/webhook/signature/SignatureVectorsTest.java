package io.atrium.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.contracts.SignatureScheme;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors from vendors' documentation and test suites; each names where it is from. */
class SignatureVectorsTest {

    static Stream<Arguments> vectors() throws IOException {
        JsonNode file =
                new ObjectMapper().readTree(SignatureVectorsTest.class.getResourceAsStream("/signature-vectors.json"));
        return file.get("vectors")
                .valueStream()
                .map(vector -> Arguments.of(vector.get("id").asText(), vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void shouldAnswerAsTheVectorExpects(String id, JsonNode vector) {
        SignatureVerifier verifier = verifier(vector);

        Verdict verdict = verifier.verify(request(vector, body(vector)));

        assertThat(verdict == Verdict.VALID)
                .isEqualTo("valid".equals(vector.get("expect").asText()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void shouldRefuseWhenOneByteOfTheBodyChanges(String id, JsonNode vector) {
        byte[] body = body(vector);
        SignatureVerifier verifier = verifier(vector);
        byte[] changed = body.clone();
        changed[changed.length - 1] ^= 1;

        Verdict verdict = verifier.verify(request(vector, changed));

        assertThat(verdict).isNotEqualTo(Verdict.VALID);
    }

    private static SignatureVerifier verifier(JsonNode vector) {
        SignatureScheme scheme = SignatureScheme.of(vector.get("scheme").asText());
        return SignatureVerifiers.of(scheme, settings(vector), List.of(new SigningSecret(secret(vector), null)));
    }

    private static String secret(JsonNode vector) {
        return vector.path("public_key").asText(vector.get("secret").asText());
    }

    /** What an integration would set for the vector; the header is the one that the vector carries. */
    private static SignatureSettings settings(JsonNode vector) {
        String algorithm = vector.get("algorithm").asText().replace("hmac-", "");
        if (vector.get("scheme").asText().equals("github")) {
            return new SignatureSettings(null, algorithm, null, null, null);
        }
        if (!vector.get("scheme").asText().equals("generic-hmac")) {
            return SignatureSettings.NONE;
        }
        boolean timestamped = !vector.get("signed_content").asText().equals("{body}");
        return new SignatureSettings(
                vector.get("headers").fieldNames().next(),
                algorithm,
                vector.get("encoding").asText(),
                null,
                timestamped ? "x-timestamp" : null);
    }

    private static SignedRequest request(JsonNode vector, byte[] body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        vector.get("headers")
                .properties()
                .forEach(
                        header -> headers.add(header.getKey(), header.getValue().asText()));
        long now = vector.path("now").asLong(1_700_000_000L);
        String signed = vector.get("signed_content").asText();
        if (signed.matches("\\d+\\..*")) {
            String timestamp = signed.substring(0, signed.indexOf('.'));
            headers.add("x-timestamp", timestamp);
            now = Long.parseLong(timestamp);
        }
        return new SignedRequest(headers, body, () -> vector.path("url").asText(), now);
    }

    private static byte[] body(JsonNode vector) {
        String text = vector.path("body").isMissingNode()
                ? generated(vector)
                : vector.get("body").asText();
        return (text == null ? form(vector) : text).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String generated(JsonNode vector) {
        JsonNode generator = vector.path("body_generator");
        return generator.isMissingNode()
                ? null
                : generator.get("repeat").asText().repeat(generator.get("count").asInt());
    }

    private static String form(JsonNode vector) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode pair : vector.get("form_params")) {
            pairs.add(encode(pair.get(0).asText()) + "=" + encode(pair.get(1).asText()));
        }
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
