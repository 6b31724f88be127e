package io.atrium.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Stripe-Signature: t={seconds},v1={hex}[,v1=…]} over {@code {t}.{body}}; {@code v0} is never accepted. */
final class StripeVerifier implements SignatureVerifier {

    private static final String HEADER = "Stripe-Signature";
    private static final int MOST_SIGNATURES = 8;

    private final HmacKeys keys;

    StripeVerifier(List<SigningSecret> secrets) {
        this.keys = new HmacKeys(MacAlgorithm.SHA256, secrets, text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Verdict verify(SignedRequest request) {
        String header = request.header(HEADER);
        if (header == null) {
            return Verdict.MISSING;
        }
        String timestamp = null;
        List<byte[]> signatures = new ArrayList<>(2);
        for (String part : header.split(",", MOST_SIGNATURES)) {
            String item = part.trim();
            if (item.startsWith("t=") && timestamp == null) {
                timestamp = item.substring(2);
            } else if (item.startsWith("v1=")) {
                byte[] signature = Encodings.HEX.decode(item.substring(3));
                if (signature != null) {
                    signatures.add(signature);
                }
            }
        }
        if (timestamp == null || signatures.isEmpty()) {
            return Verdict.MALFORMED;
        }
        long signedAt = Timestamps.parse(timestamp);
        boolean inSeconds = signedAt >= 0;
        if (inSeconds && Timestamps.stale(signedAt, request.receivedAt())) {
            return Verdict.STALE;
        }
        byte[] head = (timestamp + '.').getBytes(StandardCharsets.US_ASCII);
        return Timestamps.verdict(keys.match(head, request.body(), signatures, request.receivedAt()), inSeconds);
    }

    @Override
    public @Nullable String eventIdPointer() {
        return "/id";
    }
}
