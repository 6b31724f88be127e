package io.atrium.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One HMAC in one header, over the body alone or with a signed timestamp before it. */
final class HmacVerifier implements SignatureVerifier {

    private static final byte[] NOTHING = {};

    /**
     * Where things stand.
     *
     * @param prefix what comes before the signature in its header, such as {@code sha256=}
     * @param timestampHeader {@code null} when only the body is signed
     * @param timestampPrefix what is signed before the timestamp
     * @param timestampSuffix what is signed between the timestamp and the body
     */
    record Layout(
            String header,
            MacAlgorithm algorithm,
            Encodings encoding,
            String prefix,
            @Nullable String timestampHeader,
            String timestampPrefix,
            String timestampSuffix,
            @Nullable String eventIdHeader,
            @Nullable String eventIdPointer) {}

    private final Layout layout;
    private final HmacKeys keys;

    HmacVerifier(Layout layout, List<SigningSecret> secrets) {
        this.layout = layout;
        this.keys = new HmacKeys(layout.algorithm(), secrets, text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Verdict verify(SignedRequest request) {
        String signature = request.header(layout.header());
        if (signature == null) {
            return Verdict.MISSING;
        }
        if (!signature.startsWith(layout.prefix())) {
            return Verdict.MALFORMED;
        }
        byte[] presented =
                layout.encoding().decode(signature.substring(layout.prefix().length()));
        if (presented == null) {
            return Verdict.MALFORMED;
        }
        byte[] head = NOTHING;
        boolean inSeconds = true;
        if (layout.timestampHeader() != null) {
            String timestamp = request.header(layout.timestampHeader());
            if (timestamp == null) {
                return Verdict.MISSING;
            }
            long signedAt = Timestamps.parse(timestamp);
            inSeconds = signedAt >= 0;
            if (inSeconds && Timestamps.stale(signedAt, request.receivedAt())) {
                return Verdict.STALE;
            }
            head = (layout.timestampPrefix() + timestamp + layout.timestampSuffix()).getBytes(StandardCharsets.UTF_8);
        }
        boolean matches = keys.match(head, request.body(), List.of(presented), request.receivedAt());
        return Timestamps.verdict(matches, inSeconds);
    }

    @Override
    public @Nullable String eventId(SignedRequest request) {
        return layout.eventIdHeader() == null ? null : request.header(layout.eventIdHeader());
    }

    @Override
    public @Nullable String eventIdPointer() {
        return layout.eventIdPointer();
    }
}
