package io.atrium.kit.event;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends lists of records under a {@code transactional.id}, each list in its own transaction. Opening a sender fences
 * the earlier one with the same id: the broker refuses everything that the earlier one still sends, from a buffer or
 * after a long pause (Kafka's zombie fencing). So an older value cannot follow a newer one.
 *
 * <p>Everything that waits for the broker runs on a thread of this sender. After a failure it is closed, and has to be
 * opened again by a process that may: one that holds what the id stands for.
 */
public final class FencedSender implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final Duration timeout;
    private final ExecutorService thread;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private volatile boolean open;
    private volatile boolean stopped;

    FencedSender(Map<String, Object> settings, Duration timeout, String transactionalId) {
        this.settings = settings;
        this.timeout = timeout;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "fenced-sender-" + transactionalId);
            made.setDaemon(true);
            return made;
        });
    }

    /** Whether a transaction may be tried; false before {@link #open} and after a failure. */
    public boolean isOpen() {
        return open;
    }

    /** Takes the transactional id; from then on the broker refuses every earlier holder. Does nothing when it is open. */
    public Uni<Void> open() {
        return on(this::takeId);
    }

    /**
     * Sends the records in one transaction.
     *
     * @return done when it is committed; fails when none of the records counts, except that a commit whose reply was lost
     *     may have happened
     */
    public Uni<Void> send(List<ProducerRecord<byte[], byte[]>> records) {
        List<ProducerRecord<byte[], byte[]>> batch = List.copyOf(records);
        return on(() -> transaction(batch));
    }

    /** Gives the id up, without waiting for the broker. */
    @Override
    public void close() {
        stopped = true;
        open = false;
        thread.execute(this::discard);
        thread.shutdown();
    }

    private Uni<Void> on(Runnable work) {
        return Uni.createFrom().voidItem().invoke(work).runSubscriptionOn(thread);
    }

    private void takeId() {
        if (stopped || open) {
            return;
        }
        discard();
        KafkaProducer<byte[], byte[]> made =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer = made;
        try {
            made.initTransactions();
            open = !stopped;
        } catch (RuntimeException e) {
            discard();
            throw e;
        }
    }

    private void transaction(List<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> holder = producer;
        if (holder == null || !open) {
            throw new TimeoutException("The sender is not open");
        }
        try {
            holder.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(holder.send(record));
            }
            holder.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
            holder.commitTransaction();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(new KafkaException(e));
        } catch (ExecutionException e) {
            throw givenUp(e.getCause() instanceof RuntimeException own ? own : new KafkaException(e.getCause()));
        } catch (java.util.concurrent.TimeoutException e) {
            throw givenUp(new TimeoutException("The broker did not acknowledge in time", e));
        } catch (RuntimeException e) {
            throw givenUp(e);
        }
    }

    /** The next to open aborts what is left of the transaction: to abort it here could mean to wait for the broker again. */
    private RuntimeException givenUp(RuntimeException failure) {
        discard();
        return failure;
    }

    private void discard() {
        open = false;
        KafkaProducer<byte[], byte[]> held = producer;
        producer = null;
        if (held != null) {
            held.close(CLOSING);
        }
    }
}
