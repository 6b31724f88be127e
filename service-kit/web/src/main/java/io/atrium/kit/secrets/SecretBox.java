package io.atrium.kit.secrets;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest: AES-256-GCM with a random 96-bit nonce, keys derived from passphrases with HKDF-SHA256
 * (RFC 5869). The text is {@code v1.<kid>.<base64url of nonce and ciphertext>}. The context (where the secret belongs,
 * e.g. a topic key) is authenticated too, so that a sealed text is of no use in another place.
 */
public final class SecretBox {
    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String setting;
    private final String currentKid;
    private final Map<String, SecretKey> keys;

    private SecretBox(String setting, String currentKid, Map<String, SecretKey> keys) {
        this.setting = setting;
        this.currentKid = currentKid;
        this.keys = Map.copyOf(keys);
    }

    /**
     * A box that seals under {@code passphrase} and opens what was sealed under it or an earlier one.
     *
     * @throws IllegalArgumentException for a passphrase of fewer than 32 characters
     */
    public static SecretBox of(String passphrase, String... earlier) {
        return of(SecretKeys.of("the key", passphrase, List.of(earlier)));
    }

    /** A box that seals under the current key and opens what was sealed under it or an earlier one. */
    public static SecretBox of(SecretKeys settings) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        settings.all().forEach(passphrase -> keys.put(kid(passphrase), key(passphrase)));
        return new SecretBox(settings.setting(), kid(settings.current()), keys);
    }

    /** The setting that the keys come from, for messages. */
    public String setting() {
        return setting;
    }

    /** The id of the current key: 8 hexadecimal digits, derived from it, that say nothing of it. */
    public String keyId() {
        return currentKid;
    }

    /** Whether what is sealed under the key of this id can be opened. */
    public boolean knows(String keyId) {
        return keys.containsKey(keyId);
    }

    /** Whether there are keys besides the current one. */
    public boolean hasEarlierKeys() {
        return keys.size() > 1;
    }

    /** Whether the text is sealed under the current key; one that is not wants {@link #reseal}. */
    public boolean isCurrent(String sealed) {
        return sealed.startsWith(VERSION + "." + currentKid + ".");
    }

    /** Whether the text is sealed under a key that is known. */
    public boolean canOpen(String sealed) {
        String[] parts = sealed.split("\\.", 3);
        return parts.length == 3 && VERSION.equals(parts[0]) && knows(parts[1]);
    }

    /**
     * The same secret, sealed under the current key.
     *
     * @throws IllegalArgumentException as {@link #open} does
     */
    public String reseal(String sealed, String context) {
        return isCurrent(sealed) ? sealed : seal(open(sealed, context), context);
    }

    /** The sealed text. */
    public String seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        SecretKey key = requireNonNull(keys.get(currentKid));
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, currentKid, context);
            byte[] sealed = cipher.doFinal(plain);
            ByteBuffer all =
                    ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
            return VERSION + "." + currentKid + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /**
     * What was sealed.
     *
     * @throws UnknownKeyException for a text that was sealed under a key that is not known
     * @throws IllegalArgumentException for a text that was not sealed under this context, or not at all
     */
    public byte[] open(String sealed, String context) {
        String[] parts = sealed.split("\\.", 3);
        if (parts.length != 3 || !VERSION.equals(parts[0])) {
            throw new IllegalArgumentException("Not a sealed text");
        }
        SecretKey key = keys.get(parts[1]);
        if (key == null) {
            throw new UnknownKeyException(parts[1], setting);
        }
        byte[] bytes = Base64.getUrlDecoder().decode(parts[2]);
        if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new IllegalArgumentException("The sealed text is cut off");
        }
        try {
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, parts[1], context)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The sealed text was changed or belongs elsewhere", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String kid, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((VERSION + "." + kid + "." + context).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKey key(String passphrase) {
        return new SecretKeySpec(derive(passphrase, "atrium secret box key"), "AES");
    }

    private static String kid(String passphrase) {
        return HexFormat.of().formatHex(derive(passphrase, "atrium secret box kid"), 0, 4);
    }

    private static byte[] derive(String passphrase, String info) {
        byte[] pseudoRandomKey = hmac(new byte[32], passphrase.getBytes(StandardCharsets.UTF_8));
        return hmac(pseudoRandomKey, (info + "\u0001").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
