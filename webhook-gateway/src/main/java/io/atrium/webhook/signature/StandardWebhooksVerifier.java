package io.atrium.webhook.signature;

import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Standard Webhooks 1.0: {@code v1} is HMAC-SHA256 under a {@code whsec_} secret, {@code v1a} Ed25519 under a
 * {@code whpk_} public key, both over {@code {id}.{timestamp}.{body}}. Several signatures stand in the header, separated
 * by spaces; versions not known are passed over. Verifying one {@code v1a} takes milliseconds, so only the first two are
 * tried: a provider that changes its key signs with the old and the new one.
 */
final class StandardWebhooksVerifier implements SignatureVerifier {

    private static final CharSequence ID = HttpHeaders.createOptimized("webhook-id");
    private static final CharSequence TIMESTAMP = HttpHeaders.createOptimized("webhook-timestamp");
    private static final CharSequence SIGNATURE = HttpHeaders.createOptimized("webhook-signature");
    private static final String SYMMETRIC = "whsec_";
    private static final String PUBLIC = "whpk_";
    private static final String ASYMMETRIC = "v1a,";
    /** More signatures than a rotation needs are not tried. */
    private static final int MOST_SYMMETRIC = 8;

    private static final int MOST_ASYMMETRIC = 2;

    private final HmacKeys keys;
    private final Ed25519Keys publicKeys;

    StandardWebhooksVerifier(List<SigningSecret> secrets) {
        List<SigningSecret> symmetric = new ArrayList<>();
        List<SigningSecret> asymmetric = new ArrayList<>();
        for (SigningSecret secret : secrets) {
            (secret.text().startsWith(PUBLIC) ? asymmetric : symmetric).add(secret);
        }
        this.keys = new HmacKeys(MacAlgorithm.SHA256, symmetric, text -> decode(text, SYMMETRIC));
        this.publicKeys = new Ed25519Keys(asymmetric, text -> decode(text, PUBLIC));
    }

    @Override
    public Verdict verify(SignedRequest request) {
        String id = request.header(ID);
        String timestamp = request.header(TIMESTAMP);
        String signature = request.header(SIGNATURE);
        if (id == null || timestamp == null || signature == null || id.isEmpty()) {
            return Verdict.MISSING;
        }
        long signedAt = Timestamps.parse(timestamp);
        boolean inSeconds = signedAt >= 0;
        if (inSeconds && Timestamps.stale(signedAt, request.receivedAt())) {
            return Verdict.STALE;
        }
        List<byte[]> symmetric = signatures(signature, "v1,", MOST_SYMMETRIC);
        List<byte[]> asymmetric = publicKeys.isEmpty() ? List.of() : signatures(signature, ASYMMETRIC, MOST_ASYMMETRIC);
        if (symmetric.isEmpty() && asymmetric.isEmpty()) {
            return Verdict.MALFORMED;
        }
        byte[] head = (id + '.' + timestamp + '.').getBytes(StandardCharsets.ISO_8859_1);
        boolean valid = (!symmetric.isEmpty() && keys.match(head, request.body(), symmetric, request.receivedAt()))
                || (!asymmetric.isEmpty() && publicKeys.match(head, request.body(), asymmetric, request.receivedAt()));
        return Timestamps.verdict(valid, inSeconds);
    }

    @Override
    public boolean isAsymmetric(SignedRequest request) {
        String signature = publicKeys.isEmpty() ? null : request.header(SIGNATURE);
        return signature != null && signature.contains(ASYMMETRIC);
    }

    @Override
    public @Nullable String eventId(SignedRequest request) {
        return request.header(ID);
    }

    private static List<byte[]> signatures(String header, String version, int most) {
        if (header.indexOf(' ') < 0) {
            byte[] only =
                    header.startsWith(version) ? Encodings.BASE64.decode(header.substring(version.length())) : null;
            return only == null ? List.of() : List.of(only);
        }
        List<byte[]> found = new ArrayList<>(most);
        int start = 0;
        while (start <= header.length() && found.size() < most) {
            int space = header.indexOf(' ', start);
            int end = space < 0 ? header.length() : space;
            if (header.startsWith(version, start)) {
                byte[] one = Encodings.BASE64.decode(header.substring(start + version.length(), end));
                if (one != null) {
                    found.add(one);
                }
            }
            start = end + 1;
        }
        return found;
    }

    private static byte[] decode(String text, String prefix) {
        return Base64.getDecoder().decode(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
    }
}
