package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.atrium.webhook.signature.Ed25519Signing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources with public keys, whose signatures take long to verify. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(AtriumKafka.class)
class AsymmetricIntakeTest {

    private static final int FLOOD = 60;

    private final Ed25519Signing key = Ed25519Signing.generate();

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    @ParameterizedTest
    @ValueSource(strings = {"", "/batch"})
    void shouldVerifyFewUnsignedDeliveriesOfOneSenderAtOnce(String form) {
        // Given
        TestSource source = published();
        Provider provider = new Provider(gateway, source).known();

        // When
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, FLOOD)
                .mapToObj(number -> Provider.sendLater(forged(provider, source, form)))
                .toList();
        List<HttpResponse<String>> replies =
                sent.stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(replies).extracting(HttpResponse::statusCode).containsOnly(401, 503);
        assertThat(replies).anySatisfy(reply -> assertThat(reply.body()).contains(AsymmetricSignatures.NO_PLACE));
        assertThat(replies)
                .filteredOn(reply -> reply.statusCode() == 503)
                .allSatisfy(reply ->
                        assertThat(reply.headers().firstValue("Retry-After")).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/batch"})
    void shouldAcceptWhatIsSignedUnderThePublicKeyWhileAnotherSenderFloods(String form) {
        // Given
        TestSource source = published();
        Provider provider = new Provider(gateway, source).known();

        // When
        List<CompletableFuture<HttpResponse<String>>> flood = IntStream.range(0, FLOOD)
                .mapToObj(number -> Provider.sendLater(forged(provider, source, form)))
                .toList();
        HttpResponse<String> signed = Provider.send(signed(provider, source, form, "[{\"data\":{\"id\":\"1\"}}]"));

        // Then
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(202);
        assertThat(flood)
                .allSatisfy(reply -> assertThat(reply.join().statusCode()).isIn(401, 503));
    }

    @Test
    void shouldGiveEveryPlaceBack() {
        // Given
        TestSource source = published();
        Provider provider = new Provider(gateway, source).known();

        // When
        List<HttpResponse<String>> one = IntStream.range(0, 10)
                .mapToObj(number -> Provider.send(signed(provider, source, "", "{\"number\":" + number + "}")))
                .toList();

        // Then
        assertThat(one).allSatisfy(reply -> assertThat(reply.statusCode()).isEqualTo(202));
    }

    private TestSource published() {
        UUID organization = TestOrganizations.active();
        return TestSource.of(topics, organization, "user")
                .with("secrets", List.of(TestSource.secret(organization, "user", key.publicKey())))
                .publish();
    }

    private HttpRequest.Builder signed(Provider provider, TestSource source, String form, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String id = Provider.newId();
        long now = Instant.now().getEpochSecond();
        return provider.request()
                .uri(gateway.resolve(source.path() + form))
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", key.sign(id, now, bytes))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    /** What verifies longest: two signatures of the right form, from a sender of its own. */
    private HttpRequest.Builder forged(Provider provider, TestSource source, String form) {
        String wrong = "v1a," + Base64.getEncoder().encodeToString(new byte[64]);
        return signed(provider, source, form, "[{}]")
                .setHeader("webhook-signature", wrong + ' ' + wrong)
                .header("X-Forwarded-For", "203.0.113.9");
    }
}
