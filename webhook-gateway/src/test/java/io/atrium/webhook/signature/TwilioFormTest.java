package io.atrium.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.atrium.contracts.SignatureScheme;
import io.vertx.core.MultiMap;
import java.lang.management.ManagementFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioFormTest {

    private static final String URL = "https://example.com/hook";
    private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);
    private static final long NOW = 1_700_000_000L;
    private static final int MIB = 1024 * 1024;
    /** A form with as many fields as are read takes less, whatever its length. */
    private static final long MOST_MEMORY = 128 * 1024;

    private final SignatureVerifier verifier = SignatureVerifiers.of(
            SignatureScheme.TWILIO, SignatureSettings.NONE, List.of(new SigningSecret("key", null)));

    @Test
    void shouldSignFieldsAsTheyAreSortedByName() {
        // Given
        Random random = new Random(7);
        List<String> forms = IntStream.range(0, 500).mapToObj(n -> form(random)).toList();

        // When
        List<Verdict> verdicts = forms.stream()
                .map(form -> verify(form, mac(URL + sorted(form))))
                .toList();

        // Then
        assertThat(verdicts).containsOnly(Verdict.VALID);
    }

    @Test
    void shouldSignFieldsThatAreLongerThanWhatIsSignedAtOnce() {
        // Given
        String form = "b=" + "%41+".repeat(2_000) + "&a=" + "x".repeat(5_000);

        // When
        Verdict verdict = verify(form, mac(URL + sorted(form)));

        // Then
        assertThat(verdict).isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%4&1=b", "%zz=1", "a=%-1", "a%=41"})
    void shouldRefuseEscapesThatAreNone(String form) {
        // When
        Verdict verdict = verify(form, mac(URL));

        // Then
        assertThat(verdict).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void shouldReadAsManyFieldsAsItSays() {
        // Given
        String form = IntStream.range(0, SignatureVerifier.MOST_FORM_FIELDS)
                .mapToObj(n -> "f" + n + "=" + n)
                .collect(Collectors.joining("&"));

        // When
        Verdict verdict = verify(form, mac(URL + sorted(form)));

        // Then
        assertThat(verdict).isEqualTo(Verdict.VALID);
        assertThat(verify(form + "&one-more=1", mac(URL))).isEqualTo(Verdict.TOO_MANY_FIELDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA==", "FAIL", "c2hvcnRlcg=="})
    void shouldReadNoFormWhoseSignatureHasAnotherLength(String signature) {
        // When
        Verdict verdict = verifier.verify(request("a=1", signature));

        // Then
        assertThat(verdict).isEqualTo(Verdict.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999})
    void shouldTakeLittleMemoryBeforeTheSignatureIsKnown(int separators) {
        // Given
        byte[] form = new byte[MIB];
        Arrays.fill(form, (byte) 'A');
        int every = separators == 0 ? 4 : MIB / separators;
        for (int i = 0; i < form.length; i += every) {
            form[i] = '&';
            form[i + 1] = (byte) ('A' + i / every % 26);
        }
        SignedRequest request = request(form, Base64.getEncoder().encodeToString(new byte[20]));
        verifier.verify(request);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        // When
        Verdict verdict = verifier.verify(request);

        // Then
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(verdict).isEqualTo(separators == 0 ? Verdict.TOO_MANY_FIELDS : Verdict.MISMATCH);
        assertThat(taken).isLessThan(MOST_MEMORY);
    }

    private Verdict verify(String form, byte[] signature) {
        return verifier.verify(request(form, Base64.getEncoder().encodeToString(signature)));
    }

    private static SignedRequest request(String form, String signature) {
        return request(form.getBytes(StandardCharsets.UTF_8), signature);
    }

    private static SignedRequest request(byte[] form, String signature) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Content-Type", "application/x-www-form-urlencoded")
                .set("X-Twilio-Signature", signature);
        return new SignedRequest(headers, form, () -> URL, NOW);
    }

    private static byte[] mac(String text) {
        return Signing.hmac("HmacSHA1", KEY, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private static String form(Random random) {
        return random.ints(random.nextInt(30), 0, 12)
                .mapToObj(name -> new String[] {
                            "a",
                            "a=",
                            "A=1",
                            "%41=1",
                            "b=%C3%A9",
                            "b=é",
                            "=x",
                            "",
                            "a+b=c+d",
                            "z==",
                            "b=%c3%a9",
                            "ab=%2B"
                        }
                        [name])
                .collect(Collectors.joining("&"));
    }

    /** As Twilio's libraries do it, without a limit. */
    private static String sorted(String form) {
        TreeMap<String, TreeSet<String>> fields = new TreeMap<>();
        for (String pair : form.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                fields.computeIfAbsent(decode(equals < 0 ? pair : pair.substring(0, equals)), name -> new TreeSet<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        StringBuilder signed = new StringBuilder();
        fields.forEach(
                (name, values) -> values.forEach(value -> signed.append(name).append(value)));
        return signed.toString();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
