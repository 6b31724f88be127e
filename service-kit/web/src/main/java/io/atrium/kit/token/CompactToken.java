package io.atrium.kit.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.kit.json.JsonParsers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A JWS in its compact serialization (RFC 7515), read as strictly as its issuer writes it: three canonical base64url
 * segments, one JSON object each for header and claims, nothing twice, nothing deep, and no header but those that are
 * expected. What only an attacker sends, such as {@code crit}, {@code jwk} or {@code b64}, is refused before any
 * signature is looked at.
 */
final class CompactToken {
    // possessive: a text of any length is read once
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NUMBER = 32;

    private static final ObjectReader JSON = mapper().reader();

    private final String text;
    private final Claims header;
    private final Claims claims;

    private CompactToken(String text, Claims header, Claims claims) {
        this.text = text;
        this.header = header;
        this.claims = claims;
    }

    /**
     * Reads a token without believing it.
     *
     * @param maxLength longest text that is looked at
     * @throws InvalidTokenException when the text is no such token
     */
    static CompactToken parse(String text, int maxLength) {
        requireLength(text, maxLength);
        if (!COMPACT.matcher(text).matches()) {
            throw new InvalidTokenException("not a compact serialization");
        }
        int first = text.indexOf('.');
        int second = text.lastIndexOf('.');
        decode(text.substring(second + 1));
        return new CompactToken(
                text, object(decode(text.substring(0, first))), object(decode(text.substring(first + 1, second))));
    }

    /** Refuses what is too long to be looked at. */
    static void requireLength(String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new InvalidTokenException("too long");
        }
    }

    /** The header; not to be believed beyond choosing the key. */
    Claims header() {
        return header;
    }

    /**
     * Checks that the header is what the issuer writes.
     *
     * @param members the only members, all of them required
     */
    void requireHeader(String algorithm, Set<String> members) {
        if (!header.names().equals(members) || !algorithm.equals(header.text("alg"))) {
            throw new InvalidTokenException("another header");
        }
    }

    /** The claims, once the signature is verified. */
    Claims verified(Key key, String algorithm) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm));
        try {
            signature.setCompactSerialization(text);
            signature.setKey(key);
            if (!signature.verifySignature()) {
                throw new InvalidTokenException("another signature");
            }
        } catch (JoseException e) {
            throw new InvalidTokenException("not verifiable: " + e.getMessage());
        }
        return claims;
    }

    /** Padding, line breaks and spare bits would let one signature stand in many texts (RFC 7515, section 2). */
    private static byte[] decode(String segment) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(segment);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(segment)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("not base64url");
        }
        throw new InvalidTokenException("not canonical base64url");
    }

    private static Claims object(byte[] utf8) {
        try {
            // decoded here: the parser would guess other encodings from the bytes
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonNode json = JSON.readTree(text);
            if (!json.isObject()) {
                throw new InvalidTokenException("not a JSON object");
            }
            return new Claims(json);
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new InvalidTokenException("not JSON in UTF-8");
        }
    }

    private static JsonMapper mapper() {
        return JsonParsers.mapper(JsonParsers.factory()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxNumberLength(MAX_NUMBER)
                                .build()))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** The header or the claims of a token, each member by its type; a member of another type is refused. */
    record Claims(JsonNode json) {

        Set<String> names() {
            Set<String> names = new HashSet<>();
            json.fieldNames().forEachRemaining(names::add);
            return names;
        }

        boolean has(String name) {
            return json.has(name);
        }

        String text(String name) {
            return text(name, json.path(name));
        }

        long integer(String name) {
            JsonNode value = json.path(name);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new InvalidTokenException(name + " is no integer");
            }
            return value.longValue();
        }

        /** The one value of a member that is a text or a list of exactly one. */
        String onlyText(String name) {
            JsonNode value = json.path(name);
            return value.isTextual() ? value.textValue() : onlyElement(name);
        }

        /** The one element of a list of texts. */
        String onlyElement(String name) {
            JsonNode value = json.path(name);
            if (!value.isArray() || value.size() != 1) {
                throw new InvalidTokenException(name + " is no list of one");
            }
            return text(name, value.get(0));
        }

        private static String text(String name, JsonNode value) {
            if (!value.isTextual()) {
                throw new InvalidTokenException(name + " is no text");
            }
            return value.textValue();
        }
    }
}
