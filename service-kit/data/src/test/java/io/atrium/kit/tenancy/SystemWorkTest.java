package io.atrium.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.id.Ids;
import io.atrium.kit.request.CurrentRequest;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class SystemWorkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    IngestTransaction ingest;

    @Inject
    Vertx vertx;

    @Test
    void shouldRefuseConsumersTransactionInsideRequest() {
        // Given
        Supplier<Uni<Integer>> work = this::rows;

        // When // Then
        assertThatThrownBy(() -> inRequest(work).await().atMost(PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("caller");
    }

    @Test
    void shouldRunOutsideRequestAndAnswerInside() {
        // Given
        CompletableFuture<Boolean> answeredInRequest = new CompletableFuture<>();

        // When
        int rows = inRequest(() -> SystemWork.outsideRequest(this::rows)
                        .invoke(() -> answeredInRequest.complete(CurrentRequest.find() != null)))
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(rows).isZero();
        assertThat(answeredInRequest).isCompletedWithValue(true);
    }

    @Test
    void shouldEndWithItsRequest() throws InterruptedException {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Uni<Void> endless = Uni.createFrom().emitter(emitter -> begun.countDown());

        // When
        var subscription = inRequest(() ->
                        SystemWork.outsideRequest(() -> endless.onCancellation().invoke(cancelled::countDown)))
                .subscribe()
                .with(ignored -> {});
        boolean running = begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        subscription.cancel();

        // Then
        assertThat(running).isTrue();
        assertThat(cancelled.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private Uni<Integer> rows() {
        UUID organization = Ids.next();
        return ingest.run(
                List.of(organization),
                connection -> connection.query("SELECT * FROM note").execute().map(found -> found.size()));
    }

    /** On a context like that of a request. */
    private <T> Uni<T> inRequest(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            context.runOnContext(ignored -> {
                CurrentRequest.begin((RoutingContext) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {RoutingContext.class}, (proxy, method, given) -> {
                            throw new UnsupportedOperationException(method.getName());
                        }));
                var begun = work.get().subscribe().with(emitter::complete, emitter::fail);
                emitter.onTermination(begun::cancel);
            });
        });
    }
}
