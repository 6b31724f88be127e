package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {

    private static final int LIMIT = 1024 * 1024;
    private static final int RATIO = 100;
    private static final byte[] BODY = "{\"data\":{\"id\":\"usr_1\"}}".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldDecodeWhatSendersEncode() throws Exception {
        assertThat(decode(ContentCoding.IDENTITY, BODY)).isEqualTo(BODY);
        assertThat(decode(ContentCoding.GZIP, gzip(BODY))).isEqualTo(BODY);
        assertThat(decode(ContentCoding.GZIP, gzip(new byte[0]))).isEmpty();
        assertThat(decode(ContentCoding.DEFLATE, deflate(BODY, false))).isEqualTo(BODY);
        assertThat(decode(ContentCoding.DEFLATE, deflate(BODY, true))).isEqualTo(BODY);
    }

    @Test
    void shouldDecodeSeveralMembersAndEveryFieldOfTheHeader() throws Exception {
        byte[] plain = gzip(BODY);
        byte[] named = join(
                HexFormat.of().parseHex("1f8b081e000000000003"),
                new byte[] {3, 0, 1, 2, 3},
                "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {0, 0},
                Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(decode(ContentCoding.GZIP, join(plain, named))).isEqualTo(join(BODY, BODY));
    }

    @Test
    void shouldDecodeUpToTheLimit() throws Exception {
        byte[] largest = new byte[LIMIT];
        new Random(1).nextBytes(largest);
        byte[] tooLarge = new byte[LIMIT + 1];
        new Random(1).nextBytes(tooLarge);

        assertThat(decode(ContentCoding.GZIP, gzip(largest))).isEqualTo(largest);
        assertThat(decode(ContentCoding.DEFLATE, deflate(largest, true))).isEqualTo(largest);
        assertTooLarge(ContentCoding.GZIP, gzip(tooLarge));
        assertTooLarge(ContentCoding.DEFLATE, deflate(tooLarge, false));
        assertTooLarge(ContentCoding.GZIP, join(gzip(largest), gzip(new byte[] {1})));
    }

    @Test
    void shouldStopAtABomb() throws Exception {
        byte[] member = gzip(new byte[64 * 1024 * 1024]);

        assertTooLarge(ContentCoding.GZIP, member);
        assertTooLarge(ContentCoding.GZIP, join(gzip(BODY), member));
        assertTooLarge(ContentCoding.GZIP, gzip(new byte[900_000]));
        assertThat(decode(ContentCoding.GZIP, gzip(new byte[200_000]))).hasSize(200_000);
    }

    @Test
    void shouldRefuseEveryPrefixAndEverythingAfterTheEnd() throws Exception {
        for (ContentCoding coding : new ContentCoding[] {ContentCoding.GZIP, ContentCoding.DEFLATE}) {
            byte[] whole = coding == ContentCoding.GZIP ? gzip(BODY) : deflate(BODY, false);
            for (int length = 0; length < whole.length; length++) {
                assertMalformed(coding, Arrays.copyOf(whole, length));
            }
            assertMalformed(coding, join(whole, new byte[] {0}));
            assertMalformed(coding, join(whole, new byte[32]));
            assertMalformed(coding, BODY);
        }
        byte[] changed = gzip(BODY);
        changed[changed.length - 8] ^= 1;
        assertMalformed(ContentCoding.GZIP, changed);
        byte[] otherLength = gzip(BODY);
        otherLength[otherLength.length - 1] ^= 1;
        assertMalformed(ContentCoding.GZIP, otherLength);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|GZIP",
                "GZip|GZIP",
                "x-gzip|GZIP",
                "deflate|DEFLATE",
                "identity|IDENTITY",
                "''|IDENTITY",
                "identity, gzip|GZIP",
                " gzip ,|GZIP",
                "gzip, gzip|UNSUPPORTED",
                "deflate, gzip|UNSUPPORTED",
                "br|UNSUPPORTED",
                "zstd|UNSUPPORTED",
                "gzip;q=1|UNSUPPORTED"
            })
    void shouldKnowCodings(String header, ContentCoding expected) {
        assertThat(ContentCoding.of(MultiMap.caseInsensitiveMultiMap().add("content-encoding", header)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br"})
    void shouldReadCodingsOfAllHeaders(String second) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Content-Encoding", "gzip")
                .add("Content-Encoding", second);

        assertThat(ContentCoding.of(headers)).isEqualTo(ContentCoding.UNSUPPORTED);
        assertThat(ContentCoding.of(MultiMap.caseInsensitiveMultiMap())).isEqualTo(ContentCoding.IDENTITY);
    }

    private static byte[] decode(ContentCoding coding, byte[] wire) throws UndecodableBodyException {
        return BodyDecoder.decode(coding, wire, LIMIT, RATIO);
    }

    private static void assertTooLarge(ContentCoding coding, byte[] wire) {
        assertThatThrownBy(() -> decode(coding, wire))
                .isInstanceOfSatisfying(
                        UndecodableBodyException.class,
                        fault -> assertThat(fault.isTooLarge()).isTrue());
    }

    private static void assertMalformed(ContentCoding coding, byte[] wire) {
        assertThatThrownBy(() -> decode(coding, wire))
                .isInstanceOfSatisfying(
                        UndecodableBodyException.class,
                        fault -> assertThat(fault.isTooLarge()).isFalse());
    }

    static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    static byte[] deflate(byte[] body, boolean raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(6, raw))) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
