package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.SignatureScheme;
import io.atrium.webhook.intake.Delivery.Outcome;
import io.atrium.webhook.signature.SignatureSettings;
import io.atrium.webhook.signature.SignatureVerifiers;
import io.atrium.webhook.source.SourceHandshakes;
import io.atrium.webhook.source.WebhookSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.Callback;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final WebhookSource SOURCE = new WebhookSource(
            UUID.randomUUID(),
            "user",
            SignatureVerifiers.of(SignatureScheme.STANDARD_WEBHOOKS, SignatureSettings.NONE, List.of()),
            SourceHandshakes.NONE,
            null,
            null);
    private static final ReceivedEvent EVENT =
            new ReceivedEvent("msg_1", null, null, "application/json", new byte[] {'{', '}'}, 0, null);

    private final Deliveries deliveries = new Deliveries(
            new SmallRyeConfigBuilder().withMapping(IntakeConfig.class).build().getConfigMapping(IntakeConfig.class));
    private final List<Outcome> told = new ArrayList<>();

    @Test
    void shouldLeaveNobodyWaitingWhenAStepThrows() {
        deliver((key, value, done) -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(told).containsExactly(Outcome.FAILED);
        assertThat(deliveries.underWay()).isZero();
        deliver((key, value, done) -> {
            done.onCompletion(null, null);
            return true;
        });
        assertThat(told).containsExactly(Outcome.FAILED, Outcome.ACKNOWLEDGED);
        assertThat(deliveries.underWay()).isZero();
    }

    @Test
    void shouldTellTheOthersWhenOneCannotBeAnswered() {
        Callback[] later = new Callback[1];
        deliveries.deliver(
                SOURCE,
                EVENT,
                (key, value, done) -> {
                    later[0] = done;
                    return true;
                },
                (id, outcome, duplicate) -> {
                    throw new IllegalStateException("on purpose");
                });
        deliver((key, value, done) -> true);

        later[0].onCompletion(null, null);

        assertThat(told).containsExactly(Outcome.ACKNOWLEDGED);
    }

    private void deliver(Deliveries.Handover handover) {
        deliveries.deliver(SOURCE, EVENT, handover, (id, outcome, duplicate) -> told.add(outcome));
    }
}
