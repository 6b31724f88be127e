package io.atrium.integration.provider;

import static io.atrium.integration.ScriptedProvider.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.integration.ScriptedProvider;
import io.atrium.integration.sync.SyncConfig;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long a call keeps the place of whoever calls. The timeout is 0.8 s here. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@QuarkusTestResource(ScriptedProvider.class)
class ProviderDeadlineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID organization = UUID.randomUUID();
    private final String credential = "deadline-" + organization;

    ScriptedProvider provider;

    @Inject
    ProviderClient client;

    @Inject
    ProviderConfig config;

    @Inject
    SyncConfig syncs;

    @Test
    void shouldGiveThePlaceBackAfterATimeout() {
        // Given
        provider.next(credential, 100, request -> {});
        long began = System.nanoTime();

        // When
        Uni<String> page = page();

        // Then
        assertThatThrownBy(() -> page.await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.fault()).isEqualTo(ProviderFault.PROVIDER_TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isLessThan(config.timeout().multipliedBy(2));
        assertThat(provider.requests(credential)).hasSize(1);
    }

    @Test
    void shouldTryAgainAtOnceWhenAProviderFailsQuickly() {
        // Given
        provider.next(credential, 2, status(503));

        // When
        String page = page().await().atMost(PATIENCE);

        // Then
        assertThat(page).isEqualTo("read");
        assertThat(provider.requests(credential)).hasSize(3);
    }

    @Test
    void shouldKeepAPlaceNoLongerThanTheTurnOfASync() {
        assertThat(config.deadline()).isLessThanOrEqualTo(syncs.turn());
    }

    private Uni<String> page() {
        return client.page(
                new Endpoint(organization, "user", null, credential, 0),
                "users",
                10,
                null,
                null,
                page -> "read",
                read -> Uni.createFrom().item(read));
    }
}
