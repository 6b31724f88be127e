package io.atrium.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.contracts.SignatureScheme;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifiersTest {

    private static final long NOW = 1_700_000_000L;
    private static final String OLD_SECRET = "whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0";
    private static final String NEW_SECRET = "whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0";
    private static final byte[] BODY = "{\"type\":\"user.created\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldAcceptEitherOfTwoSecrets() {
        SignatureVerifier verifier = standard(secret(NEW_SECRET, null), secret(OLD_SECRET, null));

        assertThat(verifier.verify(signed(OLD_SECRET, NOW, NOW))).isEqualTo(Verdict.VALID);
        assertThat(verifier.verify(signed(NEW_SECRET, NOW, NOW))).isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldRefuseASecretPastItsEnd() {
        SignatureVerifier verifier = standard(secret(NEW_SECRET, null), secret(OLD_SECRET, Instant.ofEpochSecond(NOW)));

        assertThat(verifier.verify(signed(OLD_SECRET, NOW - 1, NOW - 1))).isEqualTo(Verdict.VALID);
        assertThat(verifier.verify(signed(OLD_SECRET, NOW, NOW))).isEqualTo(Verdict.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 100_000})
    void shouldRefuseTimestampsOutsideTheTolerance(long offset) {
        Verdict verdict = standard(secret(NEW_SECRET, null)).verify(signed(NEW_SECRET, NOW + offset, NOW));

        assertThat(verdict).isEqualTo(Verdict.STALE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void shouldAcceptTimestampsAtTheEdgeOfTheTolerance(long offset) {
        Verdict verdict = standard(secret(NEW_SECRET, null)).verify(signed(NEW_SECRET, NOW + offset, NOW));

        assertThat(verdict).isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.7e9", "1700000000.0", " 1700000000", "99999999999999999999", "١٧"})
    void shouldRefuseTimestampsThatAreNoSeconds(String timestamp) {
        MultiMap headers = headers(NEW_SECRET, NOW).set("webhook-timestamp", timestamp);

        Verdict verdict = standard(secret(NEW_SECRET, null)).verify(request(headers, BODY));

        assertThat(verdict).isEqualTo(Verdict.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000000", "1700000000000000", "1700000000.5", "2023-11-14T22:13:20Z", "-1"})
    void shouldTellWhoSignedThatTheTimestampIsNotInSeconds(String timestamp) {
        String key = "0123456789abcdef";
        byte[] plain = key.getBytes(StandardCharsets.UTF_8);
        HexFormat hex = HexFormat.of();
        MultiMap all = MultiMap.caseInsensitiveMultiMap()
                .set("webhook-id", "m")
                .set("webhook-timestamp", timestamp)
                .set(
                        "webhook-signature",
                        "v1," + Base64.getEncoder().encodeToString(mac(plain, "m." + timestamp + ".")))
                .set("Stripe-Signature", "t=" + timestamp + ",v1=" + hex.formatHex(mac(plain, timestamp + ".")))
                .set("X-Slack-Request-Timestamp", timestamp)
                .set("X-Slack-Signature", "v0=" + hex.formatHex(mac(plain, "v0:" + timestamp + ":")))
                .set("X-Time", timestamp)
                .set("X-Sig", hex.formatHex(mac(plain, timestamp + ".")));
        SignatureSettings settings = new SignatureSettings("X-Sig", null, null, null, "X-Time");
        String base64 = "whsec_" + Base64.getEncoder().encodeToString(plain);

        for (SignatureScheme scheme : List.of(
                SignatureScheme.STANDARD_WEBHOOKS,
                SignatureScheme.STRIPE,
                SignatureScheme.SLACK,
                SignatureScheme.GENERIC_HMAC)) {
            boolean standard = scheme == SignatureScheme.STANDARD_WEBHOOKS;
            assertThat(SignatureVerifiers.of(scheme, settings, List.of(secret(standard ? base64 : key, null)))
                            .verify(request(all, BODY)))
                    .as("%s, signed", scheme)
                    .isEqualTo(Verdict.TIMESTAMP_NOT_SECONDS);
            assertThat(SignatureVerifiers.of(scheme, settings, List.of(secret(standard ? NEW_SECRET : "another", null)))
                            .verify(request(all, BODY)))
                    .as("%s, forged", scheme)
                    .isEqualTo(Verdict.MALFORMED);
        }
    }

    private static byte[] mac(byte[] key, String head) {
        return Signing.hmac("HmacSHA256", key, head.getBytes(StandardCharsets.UTF_8), BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void shouldMissEachHeader(String name) {
        MultiMap headers = headers(NEW_SECRET, NOW).remove(name);

        Verdict verdict = standard(secret(NEW_SECRET, null)).verify(request(headers, BODY));

        assertThat(verdict).isEqualTo(Verdict.MISSING);
    }

    @Test
    void shouldRefuseAnotherIdUnderTheSameSignature() {
        MultiMap headers = headers(NEW_SECRET, NOW).set("webhook-id", "msg_other");

        Verdict verdict = standard(secret(NEW_SECRET, null)).verify(request(headers, BODY));

        assertThat(verdict).isEqualTo(Verdict.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1,", "v1,***", "v2,AAAA", "AAAA", "v1a,AAAA"})
    void shouldRefuseSignaturesThatDoNotRead(String signature) {
        MultiMap headers = headers(NEW_SECRET, NOW).set("webhook-signature", signature);

        Verdict verdict = standard(secret(NEW_SECRET, null)).verify(request(headers, BODY));

        assertThat(verdict).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void shouldNotTakeAnHmacUnderThePublicKeyForAnEd25519Signature() {
        String publicKey = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
        MultiMap headers = headers(publicKey.replace("whpk_", "whsec_"), NOW);

        Verdict verdict = standard(secret(publicKey, null)).verify(request(headers, BODY));

        assertThat(verdict).isEqualTo(Verdict.MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"0, VALID", "1, VALID", "2, MISMATCH", "7, MISMATCH"})
    void shouldTryTwoEd25519SignaturesAtMost(int before, Verdict expected) {
        // Given
        Ed25519Signing key = Ed25519Signing.generate();
        String wrong = "v1a," + Base64.getEncoder().encodeToString(new byte[64]) + ' ';
        MultiMap headers =
                headers(NEW_SECRET, NOW).set("webhook-signature", wrong.repeat(before) + key.sign("msg_1", NOW, BODY));
        SignatureVerifier verifier = standard(secret(key.publicKey(), null));

        // When
        Verdict verdict = verifier.verify(request(headers, BODY));

        // Then
        assertThat(verdict).isEqualTo(expected);
    }

    @Test
    void shouldTellSignaturesThatTakeLongToVerify() {
        // Given
        Ed25519Signing key = Ed25519Signing.generate();
        MultiMap symmetric = headers(NEW_SECRET, NOW);
        MultiMap both = headers(NEW_SECRET, NOW)
                .set("webhook-signature", symmetric.get("webhook-signature") + ' ' + key.sign("msg_1", NOW, BODY));
        SignatureVerifier rotating = standard(secret(NEW_SECRET, null), secret(key.publicKey(), null));

        // When
        boolean slow = rotating.isAsymmetric(request(both, BODY));

        // Then
        assertThat(slow).isTrue();
        assertThat(rotating.isAsymmetric(request(symmetric, BODY))).isFalse();
        assertThat(standard(secret(NEW_SECRET, null)).isAsymmetric(request(both, BODY)))
                .isFalse();
    }

    @Test
    void shouldVerifyATimestampedHmacWithPrefix() {
        SignatureVerifier verifier = SignatureVerifiers.of(
                SignatureScheme.GENERIC_HMAC,
                new SignatureSettings("X-Sig", "sha512", "hex", "sha512=", "X-Time"),
                List.of(secret("key", null)));
        byte[] mac = Signing.hmac(
                "HmacSHA512",
                "key".getBytes(StandardCharsets.UTF_8),
                (NOW + ".").getBytes(StandardCharsets.UTF_8),
                BODY);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("x-sig", "sha512=" + HexFormat.of().formatHex(mac))
                .set("x-time", Long.toString(NOW));

        assertThat(verifier.verify(request(headers, BODY))).isEqualTo(Verdict.VALID);
        assertThat(verifier.verify(request(headers.set("x-time", Long.toString(NOW - 301)), BODY)))
                .isEqualTo(Verdict.STALE);
        assertThat(verifier.verify(request(headers.set("x-time", Long.toString(NOW - 1)), BODY)))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(verifier.verify(request(headers.remove("x-time"), BODY))).isEqualTo(Verdict.MISSING);
    }

    @Test
    void shouldRefuseASignatureWithoutItsPrefix() {
        SignatureVerifier verifier =
                SignatureVerifiers.of(SignatureScheme.GITHUB, SignatureSettings.NONE, List.of(secret("key", null)));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("X-Hub-Signature-256", "00");

        assertThat(verifier.verify(request(headers, BODY))).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void shouldNotReadGitHubsSha1UnlessAskedTo() {
        byte[] mac = Signing.hmac("HmacSHA1", "key".getBytes(StandardCharsets.UTF_8), new byte[0], BODY);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("X-Hub-Signature", "sha1=" + HexFormat.of().formatHex(mac));

        assertThat(SignatureVerifiers.of(SignatureScheme.GITHUB, SignatureSettings.NONE, List.of(secret("key", null)))
                        .verify(request(headers, BODY)))
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    void shouldVerifyStripeWithSeveralSignatures() {
        byte[] mac = Signing.hmac(
                "HmacSHA256",
                "key".getBytes(StandardCharsets.UTF_8),
                (NOW + ".").getBytes(StandardCharsets.UTF_8),
                BODY);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set(
                        "Stripe-Signature",
                        "t=" + NOW + ",v1=00ff,v1=" + HexFormat.of().formatHex(mac) + ",v0=00");
        SignatureVerifier verifier =
                SignatureVerifiers.of(SignatureScheme.STRIPE, SignatureSettings.NONE, List.of(secret("key", null)));

        assertThat(verifier.verify(request(headers, BODY))).isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldVerifyTwilioJsonByTheDigestInTheAddress() {
        String digest = HexFormat.of().formatHex(sha256(BODY));
        String url = "https://example.com/hook?bodySHA256=" + digest;
        byte[] mac = Signing.hmac(
                "HmacSHA1", "key".getBytes(StandardCharsets.UTF_8), url.getBytes(StandardCharsets.UTF_8), new byte[0]);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Content-Type", "application/json")
                .set("X-Twilio-Signature", java.util.Base64.getEncoder().encodeToString(mac));
        SignatureVerifier verifier =
                SignatureVerifiers.of(SignatureScheme.TWILIO, SignatureSettings.NONE, List.of(secret("key", null)));

        assertThat(verifier.verify(new SignedRequest(headers, BODY, () -> url, NOW)))
                .isEqualTo(Verdict.VALID);
        assertThat(verifier.verify(new SignedRequest(headers, "{}".getBytes(StandardCharsets.UTF_8), () -> url, NOW)))
                .isEqualTo(Verdict.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void shouldRefuseEverythingWithoutASecret(SignatureScheme scheme) {
        SignatureVerifier verifier =
                SignatureVerifiers.of(scheme, new SignatureSettings("X-Signature", null, null, null, null), List.of());
        MultiMap headers = headers(NEW_SECRET, NOW).set("X-Signature", "00");

        assertThat(verifier.verify(request(headers, BODY))).isNotEqualTo(Verdict.VALID);
    }

    @Test
    void shouldRefuseSettingsThatDoNotFit() {
        List<SigningSecret> secrets = List.of(secret("key", null));

        assertThatThrownBy(() -> SignatureVerifiers.of(SignatureScheme.GENERIC_HMAC, SignatureSettings.NONE, secrets))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignatureVerifiers.of(
                        SignatureScheme.GENERIC_HMAC, new SignatureSettings("X", "md5", null, null, null), secrets))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignatureVerifiers.of(
                        SignatureScheme.GENERIC_HMAC, new SignatureSettings("X", null, "base32", null, null), secrets))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> standard(secret("whpk_AAAA", null))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> standard(secret("whsec_", null))).isInstanceOf(IllegalArgumentException.class);
    }

    private static SignatureVerifier standard(SigningSecret... secrets) {
        return SignatureVerifiers.of(SignatureScheme.STANDARD_WEBHOOKS, SignatureSettings.NONE, List.of(secrets));
    }

    private static SigningSecret secret(String text, @Nullable Instant expiresAt) {
        return new SigningSecret(text, expiresAt);
    }

    private static SignedRequest signed(String secret, long timestamp, long now) {
        return new SignedRequest(headers(secret, timestamp), BODY, () -> "", now);
    }

    private static SignedRequest request(MultiMap headers, byte[] body) {
        return new SignedRequest(headers, body, () -> "", NOW);
    }

    private static MultiMap headers(String secret, long timestamp) {
        return MultiMap.caseInsensitiveMultiMap()
                .set("webhook-id", "msg_1")
                .set("webhook-timestamp", Long.toString(timestamp))
                .set("webhook-signature", Signing.standard(secret, "msg_1", timestamp, BODY));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
