package io.atrium.identity.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.OrganizationState;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.event.EventSender;
import io.atrium.kit.testing.TestEvents;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing that a user waits for waits for the broker. */
@QuarkusTest
@WithTestResource(OwnKafka.class)
class StoppedBrokerTest extends IdentityTest {

    private static final Duration USUAL = Duration.ofSeconds(3);

    @Inject
    EventSender sender;

    @Inject
    Vertx vertx;

    EmbeddedKafka kafka;

    @AfterEach
    void letTheBrokerRun() {
        OwnKafka.signal(kafka.pid(), "CONT");
    }

    @Test
    void shouldAnswerLoginsReadsAndChangesInTheirUsualTime() {
        Person person = known(register(registration("org")));
        List<Duration> times = new ArrayList<>();

        OwnKafka.signal(kafka.pid(), "STOP");
        // topics of which the producer knows nothing, and of which it does
        for (int i = 0; i < 20; i++) {
            sender.send("atrium.unknown-" + i + ".v1", "k", new byte[10])
                    .subscribe()
                    .with(ok -> {}, failed -> {});
            sender.send("atrium.usage.v1", "k", new byte[10]).subscribe().with(ok -> {}, failed -> {});
        }
        for (int i = 0; i < 5; i++) {
            times.add(time(200, () -> login(person.email(), PASSWORD)));
            times.add(time(200, () -> person.asks().get("/api/v1/auth/me")));
            times.add(time(201, () -> person.sends(newUser("VIEWER")).post("/api/v1/users")));
        }

        assertThat(times).allSatisfy(each -> assertThat(each).isLessThan(USUAL));
    }

    @Test
    void shouldHoldNoEventLoopWhileItSends() throws Exception {
        Context loop = vertx.getOrCreateContext();
        CompletableFuture<Duration> held = new CompletableFuture<>();
        OwnKafka.signal(kafka.pid(), "STOP");

        loop.runOnContext(ignored -> {
            long began = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                sender.send("atrium.never-" + i % 3 + ".v1", "k", new byte[1000])
                        .subscribe()
                        .with(ok -> {}, failed -> {});
            }
            held.complete(Duration.ofNanos(System.nanoTime() - began));
        });

        assertThat(held.get(20, TimeUnit.SECONDS)).isLessThan(Duration.ofMillis(500));
    }

    private Person known(Response reply) {
        reply.then().statusCode(201);
        UUID organization = UUID.fromString(reply.path("organization.id"));
        new TestTopics(kafka.bootstrapServers())
                .send(
                        "atrium.organizations.v1",
                        OrganizationState.key(organization),
                        TestEvents.json(
                                "/tenant-service",
                                "io.atrium.organization.state",
                                organization.toString(),
                                organization,
                                Map.of("id", organization.toString(), "status", "ACTIVE")));
        Person person = loggedIn(reply.path("user.email"), PASSWORD);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> person.asks().get("/api/v1/auth/me").statusCode() == 200);
        return person;
    }

    private static Duration time(int status, Supplier<Response> request) {
        long began = System.nanoTime();
        request.get().then().statusCode(status);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
