package io.atrium.integration.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.url.HttpUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts whose name servers do not answer. */
@Timeout(30)
class ResolverTest {

    private static final String HANGING = "hanging.example";
    private static final int PLACES = 4;

    private final UUID flooding = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(PLACES / 2);
    private final Resolver resolver = new Resolver(vertx, PLACES, PLACES / 2, Duration.ofSeconds(20), this::lookUp);

    @AfterEach
    void close() {
        ending.countDown();
        resolver.close();
        vertx.close();
    }

    @Test
    void shouldResolveForOthersWhileTheLookupsOfOneHang() throws Exception {
        // Given
        for (int i = 0; i < 2 * PLACES; i++) {
            resolver.publicAddress(flooding, HANGING);
        }
        hanging.await();

        // When
        InetAddress found = get(resolver.publicAddress(other, "example.com"));

        // Then
        assertThat(found.getHostAddress()).isEqualTo("203.0.114.1");
    }

    @Test
    void shouldGoOnWithWhatWaitsWhenALookupEnds() throws Exception {
        // Given
        for (int i = 0; i < PLACES / 2; i++) {
            resolver.publicAddress(flooding, HANGING);
        }
        hanging.await();
        Future<InetAddress> waiting = resolver.publicAddress(flooding, "example.com");

        // When
        ending.countDown();

        // Then
        assertThat(get(waiting).getHostAddress()).isEqualTo("203.0.114.1");
    }

    @Test
    void shouldEndAnAttemptInItsTimeWhileItsLookupHangs() {
        // Given
        ProviderConfig config = new SmallRyeConfigBuilder()
                .withMapping(ProviderConfig.class)
                .withDefaultValue("integration.provider.timeout", "PT0.2S")
                .withDefaultValue("integration.provider.user-url", "http://localhost")
                .withDefaultValue("integration.provider.payment-url", "http://localhost")
                .withDefaultValue("integration.provider.communication-url", "http://localhost")
                .build()
                .getConfigMapping(ProviderConfig.class);
        ProviderHttp http = new ProviderHttp(vertx, resolver, config);

        // When
        Uni<ProviderAnswer> answer = http.get(
                flooding,
                HttpUrl.parse("http://" + HANGING),
                "/",
                false,
                null,
                new AnswerBytes(config, new SimpleMeterRegistry()).open(flooding),
                config.timeout());

        // Then
        assertThatThrownBy(() -> answer.await().atMost(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.fault()).isEqualTo(ProviderFault.PROVIDER_TIMEOUT));
        http.close();
    }

    private List<InetAddress> lookUp(String host) {
        try {
            if (host.equals(HANGING)) {
                hanging.countDown();
                ending.await();
            }
            return List.of(InetAddress.getByAddress(new byte[] {(byte) 203, 0, 114, 1}));
        } catch (InterruptedException | UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress get(Future<InetAddress> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
