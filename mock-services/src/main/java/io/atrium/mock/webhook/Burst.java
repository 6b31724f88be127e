package io.atrium.mock.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sends a list of messages, no more than a set number at once. */
final class Burst {

    private final List<WebhookMessage> messages;
    private final Function<WebhookMessage, Future<DeliveryResult>> sender;
    private final List<DeliveryResult> results;
    private final Promise<List<DeliveryResult>> done = Promise.promise();
    private int next;

    private Burst(List<WebhookMessage> messages, Function<WebhookMessage, Future<DeliveryResult>> sender) {
        this.messages = messages;
        this.sender = sender;
        this.results = new ArrayList<>(messages.size());
    }

    static Future<List<DeliveryResult>> send(
            List<WebhookMessage> messages, int concurrency, Function<WebhookMessage, Future<DeliveryResult>> sender) {
        Burst burst = new Burst(messages, sender);
        for (int lane = 0; lane < Math.min(concurrency, messages.size()); lane++) {
            burst.sendNext();
        }
        return burst.done.future();
    }

    private void sendNext() {
        WebhookMessage message;
        synchronized (this) {
            if (next == messages.size()) {
                return;
            }
            message = messages.get(next++);
        }
        sender.apply(message).onSuccess(this::finished);
    }

    private void finished(DeliveryResult result) {
        boolean last;
        synchronized (this) {
            results.add(result);
            last = results.size() == messages.size();
        }
        if (last) {
            done.complete(results);
        } else {
            sendNext();
        }
    }
}
