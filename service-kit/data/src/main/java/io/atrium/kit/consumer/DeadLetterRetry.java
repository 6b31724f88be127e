package io.atrium.kit.consumer;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tries dead letters again: each goes through this service's own consumer as if it came from its topic, so other
 * consumers of the topic see nothing of it. What fails again becomes a dead letter again, behind the others.
 */
@ApplicationScoped
class DeadLetterRetry {
    private static final Logger LOG = Logger.getLogger(DeadLetterRetry.class);

    private final BatchConsumers consumers;
    private final DeadLetterLog log;
    private final Vertx vertx;
    private final AtomicBoolean running = new AtomicBoolean();

    DeadLetterRetry(BatchConsumers consumers, DeadLetterLog log, Vertx vertx) {
        this.consumers = consumers;
        this.log = log;
        this.vertx = vertx;
    }

    /** The topics whose dead letters may be this service's. */
    List<String> topics() {
        return consumers.all().stream()
                .map(BatchConsumer::topic)
                .distinct()
                .sorted()
                .toList();
    }

    /** What waits, from the given offsets on. */
    Uni<DeadLetterPage> list(String topic, Map<Integer, Long> from, int limit) {
        require(topic);
        return blocking(() -> log.read(topic, from, limit));
    }

    /** Tries up to so many again, one call at a time. */
    Uni<DeadLetterRetryResponse> retry(String topic, int limit) {
        BatchConsumer<?> consumer = require(topic);
        if (!running.compareAndSet(false, true)) {
            return Uni.createFrom()
                    .failure(new ProblemException(ErrorCode.CONFLICT, "Dead letters are being tried again already."));
        }
        return blocking(() -> log.read(topic, limit))
                .chain(page -> retry(consumer, page)
                        .call(() -> blocking(() -> {
                            log.commit(topic, page);
                            return true;
                        })))
                .eventually(() -> running.set(false));
    }

    private static Uni<DeadLetterRetryResponse> retry(BatchConsumer<?> consumer, DeadLetterPage page) {
        List<ConsumerRecord<byte[], byte[]>> originals = page.letters().stream()
                .map(DeadLetterRecords::original)
                .flatMap(Optional::stream)
                .toList();
        int kept = page.letters().size() - originals.size();
        return (originals.isEmpty() ? Uni.createFrom().item(0) : consumer.consume(records(originals)))
                .map(dead -> new DeadLetterRetryResponse(originals.size(), dead, kept, page.more()))
                .invoke(done -> LOG.infof(
                        "Dead letters of %s tried again: %d, dead again: %d, not complete: %d",
                        consumer.topic(), done.retried(), done.deadAgain(), done.incomplete()));
    }

    private static ConsumerRecords<byte[], byte[]> records(List<ConsumerRecord<byte[], byte[]>> originals) {
        return new ConsumerRecords<>(
                originals.stream()
                        .collect(Collectors.groupingBy(each -> new TopicPartition(each.topic(), each.partition()))),
                Map.of());
    }

    private BatchConsumer<?> require(String topic) {
        return consumers.all().stream()
                .filter(consumer -> consumer.topic().equals(topic))
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(ErrorCode.NOT_FOUND, "This service does not consume the topic."));
    }

    private <T> Uni<T> blocking(Supplier<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work::get, false).toCompletionStage());
    }
}
