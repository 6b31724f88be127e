package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches through the public address, with kill -9 of the gateway in the middle. */
class WebhookBatchIT {

    private static final int BATCHES = 9;
    private static final int EVENTS = 60;
    private static final int SENDERS = 3;

    @Test
    void shouldHaveOneEffectOfEachEventWhenGatewayIsKilledAndBatchesAreSentAgain() throws Exception {
        // Given
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        CountDownLatch firstAnswer = new CountDownLatch(1);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);

        // When
        List<Future<?>> sent = IntStream.range(0, BATCHES)
                .<Future<?>>mapToObj(number -> senders.submit(() -> {
                    provider.deliverBatch(batch(number));
                    firstAnswer.countDown();
                }))
                .toList();
        firstAnswer.await();
        Suite.running().kill("webhook-gateway");
        for (Future<?> one : sent) {
            one.get();
        }
        senders.shutdown();
        HttpResponse<String> again = Patience.await()
                .ignoreExceptions()
                .until(() -> provider.sendBatch(batch(0)), reply -> reply.statusCode() == 202);

        // Then
        assertThat(JsonPath.from(again.body()).getInt("refused")).isZero();
        assertThat(JsonPath.from(again.body()).getList("results")).hasSize(EVENTS);
        Patience.await()
                .untilAsserted(() -> assertThat(tenant.all("/webhooks/events", "status"))
                        .hasSize(BATCHES * EVENTS + 1)
                        .containsOnly("PROCESSED"));
        List<String> events = tenant.all("/webhooks/events", "provider_event_id");
        assertThat(events).doesNotHaveDuplicates().containsAll(ids());
        assertThat(tenant.all("/integrations/data/users", "external_id"))
                .doesNotHaveDuplicates()
                .hasSize(BATCHES * EVENTS + 1);
    }

    private static String batch(int number) {
        return IntStream.range(0, EVENTS)
                .mapToObj(event -> WebhookBody.user("created", "usr-" + number + "-" + event, 1)
                        .replaceFirst("\\{", "{\"id\": \"" + id(number, event) + "\", "))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> ids() {
        return IntStream.range(0, BATCHES)
                .boxed()
                .flatMap(number -> IntStream.range(0, EVENTS).mapToObj(event -> id(number, event)))
                .collect(Collectors.toSet());
    }

    private static String id(int number, int event) {
        return "evt-" + number + "-" + event;
    }
}
