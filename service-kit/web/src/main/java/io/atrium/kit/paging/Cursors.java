package io.atrium.kit.paging;

import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.token.TokenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes cursors. The text is base64url of a version, a message authentication code and the key values.
 * The code (HMAC-SHA256, truncated to 128 bits) also covers the list, the organization and the filters, so that a
 * cursor is valid only for them. Its key is derived from {@code SERVICE_TOKEN_KEY}, which every replica has.
 */
@ApplicationScoped
public class Cursors {

    /** The longest cursor there is, in characters; half of a request line. */
    public static final int MAX_LENGTH = 4096;

    private static final byte VERSION = 1;
    private static final int CODE_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "atrium cursor";

    private final byte[] key;

    @Inject
    public Cursors(TokenConfig config) {
        this(config.serviceKey());
    }

    Cursors(String secret) {
        key = mac(secret.getBytes(StandardCharsets.UTF_8)).doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A request for a page of one list, its limit and its cursor checked.
     *
     * @param organization whose list it is; null for a list over all of them
     * @param filters what narrows the list, each in its place: text, numbers, enums, UUIDs and instants, an
     *     {@link java.util.Optional} of these, or null
     * @throws ProblemException VALIDATION_FAILED on {@code limit}, or on {@code cursor} unless it was made for this list,
     *     organization and filters
     */
    public Paging open(Keyset keyset, @Nullable UUID organization, PageRequest request, @Nullable Object... filters) {
        ListIdentity identity = ListIdentity.of(keyset.list(), organization, filters);
        String given = request.cursor;
        Cursor after = given == null || given.isEmpty() ? null : parse(keyset, identity, given);
        return new Paging(request.limit(), after, cursor -> encode(keyset, identity, cursor));
    }

    private String encode(Keyset keyset, ListIdentity identity, Cursor cursor) {
        byte[] values = KeyCodec.write(keyset.columns(), cursor.values());
        byte[] all = ByteBuffer.allocate(1 + CODE_BYTES + values.length)
                .put(VERSION)
                .put(code(identity, values))
                .put(values)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    private Cursor parse(Keyset keyset, ListIdentity identity, String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(decoded(text));
            if (bytes.remaining() <= 1 + CODE_BYTES || bytes.get() != VERSION) {
                throw invalid();
            }
            byte[] code = new byte[CODE_BYTES];
            bytes.get(code);
            byte[] values = new byte[bytes.remaining()];
            bytes.get(values);
            if (!MessageDigest.isEqual(code, code(identity, values))) {
                throw invalid();
            }
            return new Cursor(KeyCodec.read(keyset.columns(), ByteBuffer.wrap(values)));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** Only the one form that was handed out: the decoder would let padding and unused bits pass. */
    private static byte[] decoded(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid();
        }
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw invalid();
        }
        return bytes;
    }

    private byte[] code(ListIdentity identity, byte[] values) {
        Mac mac = mac(key);
        mac.update(VERSION);
        identity.parts().forEach(part -> update(mac, part));
        update(mac, values);
        return Arrays.copyOf(mac.doFinal(), CODE_BYTES);
    }

    /** Each part with its length before it, so that no two lists of parts give the same bytes. */
    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    static int encodedLength(int valueBytes) {
        return ((1 + CODE_BYTES + valueBytes) * 4 + 2) / 3;
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("cursor", "is not a cursor of this list and these filters");
    }
}
