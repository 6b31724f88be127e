package io.atrium.webhook.signature;

import io.atrium.kit.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's {@code X-Twilio-Signature}: SHA-1 (the provider offers nothing else) over the public URL followed by the
 * form's fields sorted by name, repeated values once each. A body that is no form is bound by its SHA-256 in the URL's
 * {@code bodySHA256}. Anybody can send a form, so its fields are counted before they are read. Twilio signs with or without the default port, so both spellings are tried.
 */
final class TwilioVerifier implements SignatureVerifier {

    private static final String HEADER = "X-Twilio-Signature";
    private static final Pattern URL =
            Pattern.compile("(?<scheme>https?)://(?<user>[^/@?#]*@)?(?<host>[^/:?#]+)(?::(?<port>\\d+))?(?<rest>.*)");
    private static final Pattern BODY_HASH = Pattern.compile("[?&]bodySHA256=([0-9a-fA-F]{64})(?:&|$)");
    private static final int SIGNATURE_BYTES = 20;

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
        if (signature == null || signature.length != SIGNATURE_BYTES) {
            return Verdict.MALFORMED;
        }
        boolean isForm = isForm(request);
        if (isForm && TwilioForm.hasTooManyFields(request.body())) {
            return Verdict.TOO_MANY_FIELDS;
        }
        TwilioForm form = isForm ? TwilioForm.of(request.body()) : null;
        if (isForm ? form == null : !isBoundByAddress(request)) {
            return Verdict.MALFORMED;
        }
        for (String url : spellings(request.url())) {
            if (keys.match(mac -> update(mac, url, form), List.of(signature), request.receivedAt())) {
                return Verdict.VALID;
            }
        }
        return Verdict.MISMATCH;
    }

    @Override
    public @Nullable String eventId(SignedRequest request) {
        return request.header("I-Twilio-Idempotency-Token");
    }

    private static boolean isForm(SignedRequest request) {
        String contentType = request.header("Content-Type");
        return contentType != null && contentType.startsWith("application/x-www-form-urlencoded");
    }

    /** Whether a body that is no form is bound to the signature, as an empty one is. */
    private static boolean isBoundByAddress(SignedRequest request) {
        if (request.body().length == 0) {
            return true;
        }
        Matcher hash = BODY_HASH.matcher(request.url());
        byte[] presented = hash.find() ? Encodings.HEX.decode(hash.group(1)) : null;
        return presented != null && MessageDigest.isEqual(presented, Sha256.of(request.body()));
    }

    private static void update(Mac mac, String url, @Nullable TwilioForm form) {
        mac.update(url.getBytes(StandardCharsets.UTF_8));
        if (form != null) {
            form.update(mac);
        }
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
