package io.atrium.kit.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.TestTokens;
import io.atrium.kit.problem.ProblemException;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens under the right key whose header or claims are not what the platform writes (RFC 8725, RFC 9068). */
@QuarkusTest
class HostileTokenTest {
    private static final String CALLER = "/api/v1/probe/caller";
    private static final String INTERNAL = "/internal/probe";
    private static final int NOW = Math.toIntExact(Instant.now().getEpochSecond());

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI root;

    @Inject
    TokenConfig config;

    @Inject
    SigningKeys keys;

    @Inject
    Revocations revocations;

    @Inject
    ServiceTokens services;

    static Stream<Arguments> casesOfTheWire() {
        return Stream.of(
                Arguments.of("ver", "2147483648"),
                Arguments.of("ver", "1.5"),
                Arguments.of("ver", "-1"),
                Arguments.of("ver", "\"1\""),
                Arguments.of("groups", "[null]"),
                Arguments.of("groups", "\"USER\""),
                Arguments.of("groups", "[\"ROOT\"]"),
                Arguments.of("groups", "{}"),
                Arguments.of("iat", String.valueOf(NOW + 3_600)),
                Arguments.of("exp", "1e308"),
                Arguments.of("exp", "-1"),
                Arguments.of("exp", "9223372036854775807"),
                Arguments.of("nbf", String.valueOf(NOW + 3_600)),
                Arguments.of("sub", "null"),
                Arguments.of("sub", "\"1-1-1-1-1\""),
                Arguments.of("org", "[]"),
                Arguments.of("sid", "7"),
                Arguments.of("jti", "{}"),
                Arguments.of("iss", "[\"http://localhost:8000\"]"),
                Arguments.of("aud", "[\"atrium\",\"other\"]"));
    }

    @ParameterizedTest
    @MethodSource("casesOfTheWire")
    void shouldAnswer401AndNever500(String claim, String value) {
        assertThat(bearer(access(claims -> with(claims, claim, value)), CALLER)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat", "nbf", "jti", "org", "sid", "ver", "groups"})
    void shouldRefuseAnAccessTokenWhoseClaimIsNotOfItsTypeAndRange(String claim) {
        List<String> wrong = new ArrayList<>();
        for (String value : HostileValues.ALL) {
            int status = judged(access(claims -> with(claims, claim, value)));
            int expected = isLegal(claim, value) ? 200 : 401;
            if (status != expected) {
                wrong.add(status + " for " + claim + " = " + value);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat", "jti", "org", "sid", "ver", "groups"})
    void shouldRefuseAnAccessTokenThatLacksAClaim(String claim) {
        assertThat(bearer(access(claims -> without(claims, claim)), CALLER)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alg", "typ", "kid"})
    void shouldRefuseAnAccessTokenWhoseHeaderIsAnother(String member) {
        List<String> wrong = new ArrayList<>();
        for (String value : HostileValues.ALL) {
            int status = judged(signed(with(accessHeader(), member, value), accessClaims()));
            if (status != 401) {
                wrong.add(status + " for " + member + " = " + value);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[]",
                "\"crit\":[\"exp\"]",
                "\"crit\":null",
                "\"crit\":\"b64\"",
                "\"crit\":[\"b64\"],\"b64\":true",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"b64\":true",
                "\"b64\":false",
                "\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "\"jku\":\"http://localhost:1/jwks.json\"",
                "\"x5u\":\"http://localhost:1/x5u\"",
                "\"x5c\":[]",
                "\"x5t\":\"AAAA\"",
                "\"zip\":\"DEF\"",
                "\"enc\":\"A128GCM\"",
                "\"cty\":\"JWT\"",
                "\"alg\":\"RS256\"",
                "\"alg\":\"none\"",
                "\"kid\":\"other\"",
                "\"typ\":\"JWT\""
            })
    void shouldRefuseAHeaderThatThePlatformDoesNotWrite(String member) {
        String header = accessHeader();
        String before = "{" + member + "," + header.substring(1);
        String after = header.substring(0, header.length() - 1) + "," + member + "}";
        assertThat(bearer(signed(before, accessClaims()), CALLER)).isEqualTo(401);
        assertThat(bearer(signed(after, accessClaims()), CALLER)).isEqualTo(401);
    }

    static Stream<String> algorithms() {
        return Stream.of(
                "none", "None", "NONE", "", "rs256", "RS384", "RS512", "PS256", "ES256", "HS256", "EdDSA", "dir");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void shouldRefuseAnotherAlgorithmWhateverTheSignature(String algorithm) {
        String header = with(accessHeader(), "alg", "\"" + algorithm + "\"");
        String token = signed(header, accessClaims());
        String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
        assertThat(bearer(token, CALLER)).isEqualTo(401);
        assertThat(bearer(unsigned, CALLER)).isEqualTo(401);
        assertThat(bearer(unsigned + "AA", CALLER)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"JWT", "at+jwt;charset=utf-8", "text/at+jwt", "at+jwt ", "service+jwt", "aT+jWt2", "application/"
            })
    void shouldRefuseAnotherType(String type) {
        assertThat(bearer(signed(with(accessHeader(), "typ", "\"" + type + "\""), accessClaims()), CALLER))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt"})
    void shouldAcceptTheTypeAsRfc9068SpellsIt(String type) {
        assertThat(bearer(signed(with(accessHeader(), "typ", "\"" + type + "\""), accessClaims()), CALLER))
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseTimesThatContradictEachOther() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("issued in an hour", times(NOW + 3_600, NOW + 5_400));
        cases.put("issued in a minute", times(NOW + 120, NOW + 1_800));
        cases.put("expires before it is issued", times(NOW, NOW - 10));
        cases.put("expires when it is issued", times(NOW, NOW));
        cases.put("lives for a year", times(NOW, NOW + 31_536_000));
        cases.put("issued long ago, still good", times(NOW - 864_000, NOW + 600));
        cases.put("expired", times(NOW - 3_600, NOW - 60));
        cases.put("not before an hour", with(accessClaims(), "nbf", String.valueOf(NOW + 3_600)));
        cases.put("a fraction of a second", with(accessClaims(), "exp", (NOW + 600) + ".5"));
        cases.put("a whole number with a fraction", with(accessClaims(), "exp", (NOW + 600) + ".0"));
        cases.put("a number in a text", with(accessClaims(), "exp", "\"" + (NOW + 600) + "\""));
        cases.put("milliseconds", times(NOW, (NOW + 600) * 1_000L));
        assertThat(refused(cases)).isEmpty();
    }

    @Test
    void shouldRefuseTextsThatAreNoToken() {
        String good = access(claims -> claims);
        String[] part = good.split("\\.", -1);
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("one segment", part[0]);
        cases.put("two segments", part[0] + "." + part[1]);
        cases.put("four segments", good + "." + part[2]);
        cases.put("five segments", good + "." + part[1] + "." + part[2]);
        cases.put("empty header", "." + part[1] + "." + part[2]);
        cases.put("empty claims", part[0] + ".." + part[2]);
        cases.put("empty signature", part[0] + "." + part[1] + ".");
        cases.put("dots", "..");
        cases.put("padding", good + "==");
        cases.put("padding inside", part[0] + "=." + part[1] + "." + part[2]);
        cases.put("plain base64", good.replace('-', '+').replace('_', '/') + "+/");
        cases.put("white space inside", part[0] + ". " + part[1] + "." + part[2]);
        cases.put("tabulator inside", part[0] + ".\t" + part[1] + "." + part[2]);
        cases.put("spare bits", spareBits(good));
        cases.put("a list as header", signed("[]", accessClaims()));
        cases.put("a list as claims", signed(accessHeader(), "[]"));
        cases.put("null as claims", signed(accessHeader(), "null"));
        cases.put("two objects", signed(accessHeader(), accessClaims() + "{}"));
        cases.put("no JSON", signed(accessHeader(), "claims"));
        cases.put("a comment", signed(accessHeader(), "/**/" + accessClaims()));
        cases.put("a byte order mark", signed(accessHeader(), "\ufeff" + accessClaims()));
        cases.put("UTF-16", signed(bytes(accessHeader()), accessClaims().getBytes(StandardCharsets.UTF_16BE)));
        cases.put("not UTF-8", signed(bytes(accessHeader()), broken(accessClaims())));
        cases.put(
                "a claim twice",
                signed(
                        accessHeader(),
                        "{\"groups\":[\"ORG_ADMIN\"]," + accessClaims().substring(1)));
        cases.put("deep claims", signed(accessHeader(), "{\"a\":".repeat(500) + "1" + "}".repeat(500)));
        cases.put("deep header", signed("[".repeat(500) + "]".repeat(500), accessClaims()));
        cases.put("long", access(claims -> with(claims, "pad", "\"" + "x".repeat(7_000) + "\"")));
        List<String> wrong = new ArrayList<>();
        cases.forEach((name, token) -> {
            int status = bearer(token, CALLER);
            if (status != 401) {
                wrong.add(status + " for " + name);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldRefuseATokenOf64Kilobytes() {
        String token = access(claims -> with(claims, "pad", "\"" + "x".repeat(64 * 1024) + "\""));
        assertThat(bearer(token, CALLER)).isIn(401, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat", "nbf", "jti"})
    void shouldRefuseAServiceTokenWhoseClaimIsNotOfItsTypeAndRange(String claim) {
        List<String> wrong = new ArrayList<>();
        for (String value : HostileValues.ALL) {
            int status = judgedService(service(serviceHeader(), with(serviceClaims(), claim, value)));
            if (status != (isLegal(claim, value) ? 200 : 401)) {
                wrong.add(status + " for " + claim + " = " + value);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alg", "typ", "kid", "crit", "b64", "jwk"})
    void shouldRefuseAServiceTokenWhoseHeaderIsAnother(String member) {
        List<String> wrong = new ArrayList<>();
        for (String value : HostileValues.ALL) {
            int status = judgedService(service(with(serviceHeader(), member, value), serviceClaims()));
            if (status != 401) {
                wrong.add(status + " for " + member + " = " + value);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldRefuseAServiceTokenOfAnotherServiceOrLifetime() {
        assertThat(bearer(service(serviceHeader(), serviceClaims()), INTERNAL)).isEqualTo(200);
        for (String claims : List.of(
                with(serviceClaims(), "sub", "\"other-service\""),
                with(serviceClaims(), "aud", "\"other-service\""),
                with(serviceClaims(), "exp", String.valueOf(NOW + 86_400)),
                with(with(serviceClaims(), "iat", String.valueOf(NOW + 600)), "exp", String.valueOf(NOW + 660)))) {
            assertThat(bearer(service(serviceHeader(), claims), INTERNAL))
                    .as(claims)
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldCountWhatItRefuses() {
        double before = refusedCount();
        bearer(access(claims -> with(claims, "ver", "2147483648")), CALLER);
        assertThat(refusedCount()).isGreaterThan(before);
    }

    private static boolean isLegal(String claim, String value) {
        return switch (claim) {
            case "ver" -> List.of("0", "-0", "1").contains(value);
            case "nbf" -> List.of("0", "-0", "1").contains(value);
            // any text that is not blank, of at most 128 characters
            case "jti" ->
                value.startsWith("\"")
                        && value.length() < 130
                        && !List.of("\"\"", "\" \"").contains(value);
            default -> false;
        };
    }

    private List<String> refused(Map<String, String> claimsByName) {
        List<String> wrong = new ArrayList<>();
        claimsByName.forEach((name, claims) -> {
            int status = bearer(signed(accessHeader(), claims), CALLER);
            if (status != 401) {
                wrong.add(status + " for " + name);
            }
        });
        return wrong;
    }

    /** What the verifier says, without a request: there are a thousand cases. Any other exception fails the test. */
    private int judged(String token) {
        try {
            new AccessTokenVerifier(config, keys, revocations, Clock.systemUTC()).verify(token);
            return 200;
        } catch (InvalidTokenException e) {
            return 401;
        }
    }

    private int judgedService(String token) {
        try {
            services.verify(token);
            return 200;
        } catch (ProblemException e) {
            return e.code().status();
        }
    }

    /** The status, with whose problem it comes. A plain client: it sends what it is given. */
    private int bearer(String token, String path) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            HttpResponse<String> reply = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() == 401) {
                assertThat(reply.body()).contains("UNAUTHENTICATED");
                assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
            return reply.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double refusedCount() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("atrium_tokens_refused_total") && line.contains("access"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String accessHeader() {
        return "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + TestTokens.KID + "\"}";
    }

    private static String accessClaims() {
        return "{\"iss\":\"http://localhost:8000\",\"sub\":\"" + UUID.randomUUID() + "\",\"aud\":\"atrium\",\"exp\":"
                + (NOW + 1_800) + ",\"iat\":" + NOW + ",\"jti\":\"" + UUID.randomUUID() + "\",\"org\":\""
                + UUID.randomUUID() + "\",\"sid\":\"" + UUID.randomUUID() + "\",\"ver\":0,\"groups\":[\"USER\"]}";
    }

    private static String times(long issued, long expires) {
        return with(with(accessClaims(), "iat", String.valueOf(issued)), "exp", String.valueOf(expires));
    }

    private static String serviceHeader() {
        return "{\"alg\":\"HS256\",\"typ\":\"service+jwt\"}";
    }

    private static String serviceClaims() {
        return "{\"iss\":\"audit-service\",\"sub\":\"audit-service\",\"aud\":\"kit-web\",\"exp\":" + (NOW + 240)
                + ",\"iat\":" + NOW + ",\"jti\":\"" + UUID.randomUUID() + "\"}";
    }

    private static String access(UnaryOperator<String> change) {
        return signed(accessHeader(), change.apply(accessClaims()));
    }

    /** Written as text, so that values stay that no JSON library writes. */
    private static String with(String object, String name, String value) {
        String rest = without(object, name);
        return rest.substring(0, rest.length() - 1) + (rest.length() == 2 ? "" : ",") + "\"" + name + "\":" + value
                + "}";
    }

    private static String without(String object, String name) {
        return members(object).stream()
                .filter(member -> !member.startsWith("\"" + name + "\":"))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The members of a flat object in which no value but a list of one has a bracket. */
    private static List<String> members(String object) {
        return List.of(object.substring(1, object.length() - 1).split(",(?=\"[a-z0-9]+\":)", -1));
    }

    private static String signed(String header, String claims) {
        return signed(bytes(header), bytes(claims));
    }

    private static String signed(byte[] header, byte[] claims) {
        String content = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(TestTokens.key().getRsaPrivateKey());
            signature.update(bytes(content));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String service(String header, String claims) {
        String content = encode(bytes(header)) + "." + encode(bytes(claims));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(config.serviceKey()), "HmacSHA256"));
            return content + "." + encode(mac.doFinal(bytes(content)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 256 bytes of signature leave two bits of the last character unused. */
    private static String spareBits(String token) {
        char last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (char) (last + 1);
    }

    private static byte[] broken(String text) {
        byte[] bytes = bytes(text);
        bytes[bytes.length - 4] = (byte) 0xff;
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
