package io.atrium.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The tokens that prove to the gateway that a provider's handshake comes from who knows a secret of the source. A token
 * is derived from a secret (HKDF with SHA-256, RFC 5869: salt {@value #SALT}, info {@code {organization}/{source}}, 32
 * bytes in lower case hex), so that it may stand in an address, in logs and in a provider's console: it neither gives
 * the secret away nor is it a signature of anything.
 */
public final class VerifyTokens {

    /** Good for no handshake. */
    public static final VerifyTokens NONE = new VerifyTokens("", List.of());

    /** The salt of the derivation. */
    static final String SALT = "atrium/hub.verify_token";

    /** A secret of this kind is no secret: it is a public key. */
    private static final String PUBLIC_KEY = "whpk_";

    private static final byte[] NOTHING = {};
    private static final byte FIRST_BLOCK = 1;

    private final byte[][] tokens;
    private final long[] expiries;

    /** @param subject {@code {organization}/{source}} */
    public VerifyTokens(String subject, List<SigningSecret> secrets) {
        List<SigningSecret> usable = secrets.stream()
                .filter(secret -> !secret.text().isEmpty() && !secret.text().startsWith(PUBLIC_KEY))
                .toList();
        this.tokens = usable.stream()
                .map(secret -> bytes(derive(subject, secret.text())))
                .toArray(byte[][]::new);
        this.expiries =
                usable.stream().mapToLong(SigningSecret::expiresAtSecond).toArray();
    }

    /**
     * Whether it is the token of a secret that is good now; compared in constant time.
     *
     * @param now seconds since the epoch
     */
    public boolean matches(String presented, long now) {
        byte[] candidate = bytes(presented);
        boolean matched = false;
        for (int i = 0; i < tokens.length; i++) {
            matched |= MessageDigest.isEqual(tokens[i], candidate) && expiries[i] > now;
        }
        return matched;
    }

    private static String derive(String subject, String secret) {
        MacAlgorithm mac = MacAlgorithm.SHA256;
        byte[] extracted = mac.sign(mac.key(bytes(SALT)), NOTHING, bytes(secret));
        byte[] info = bytes(subject);
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = FIRST_BLOCK;
        return HexFormat.of().formatHex(mac.sign(mac.key(extracted), NOTHING, block));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
