package io.atrium.webhook.signature;

import io.atrium.kit.digest.Sha256;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's {@code X-Twilio-Signature}: SHA-1 (the provider offers nothing else) over the public URL followed by the
 * form's fields sorted by name, repeated values once each. A body that is no form is bound by its SHA-256 in the URL's
 * {@code bodySHA256}. Twilio signs with or without the default port, so both spellings are tried.
 */
final class TwilioVerifier implements SignatureVerifier {

    private static final String HEADER = "X-Twilio-Signature";
    private static final Pattern URL =
            Pattern.compile("(?<scheme>https?)://(?<user>[^/@?#]*@)?(?<host>[^/:?#]+)(?::(?<port>\\d+))?(?<rest>.*)");
    private static final Pattern BODY_HASH = Pattern.compile("[?&]bodySHA256=([0-9a-fA-F]{64})(?:&|$)");
    private static final byte[] NOTHING = {};

    private final HmacKeys keys;

    TwilioVerifier(List<SigningSecret> secrets) {
        this.keys = new HmacKeys(MacAlgorithm.SHA1, secrets, text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Verdict verify(SignedRequest request) {
        String header = request.header(HEADER);
        if (header == null) {
            return Verdict.MISSING;
        }
        byte[] signature = Encodings.BASE64.decode(header);
        String fields = signature == null ? null : fields(request);
        if (signature == null || fields == null) {
            return Verdict.MALFORMED;
        }
        for (String url : spellings(request.url())) {
            byte[] signed = (url + fields).getBytes(StandardCharsets.UTF_8);
            if (keys.match(NOTHING, signed, List.of(signature), request.receivedAt())) {
                return Verdict.VALID;
            }
        }
        return Verdict.MISMATCH;
    }

    @Override
    public @Nullable String eventId(SignedRequest request) {
        return request.header("I-Twilio-Idempotency-Token");
    }

    /** The fields as they are signed; {@code null} when nothing binds the body to the signature. */
    private static @Nullable String fields(SignedRequest request) {
        String contentType = request.header("Content-Type");
        if (contentType != null && contentType.startsWith("application/x-www-form-urlencoded")) {
            return form(new String(request.body(), StandardCharsets.UTF_8));
        }
        if (request.body().length == 0) {
            return "";
        }
        Matcher hash = BODY_HASH.matcher(request.url());
        byte[] presented = hash.find() ? Encodings.HEX.decode(hash.group(1)) : null;
        return presented != null && MessageDigest.isEqual(presented, Sha256.of(request.body())) ? "" : null;
    }

    private static @Nullable String form(String body) {
        Map<String, TreeSet<String>> fields = new TreeMap<>();
        try {
            for (String pair : body.split("&")) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                    fields.computeIfAbsent(name, key -> new TreeSet<>()).add(value);
                }
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        StringBuilder signed = new StringBuilder();
        fields.forEach(
                (name, values) -> values.forEach(value -> signed.append(name).append(value)));
        return signed.toString();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static List<String> spellings(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return List.of(url);
        }
        String defaultPort = parts.group("scheme").equals("https") ? "443" : "80";
        String user = parts.group("user") == null ? "" : parts.group("user");
        String host = parts.group("scheme") + "://" + user + parts.group("host");
        String port = parts.group("port");
        if (port == null) {
            return List.of(url, host + ':' + defaultPort + parts.group("rest"));
        }
        return port.equals(defaultPort) ? List.of(url, host + parts.group("rest")) : List.of(url);
    }
}
