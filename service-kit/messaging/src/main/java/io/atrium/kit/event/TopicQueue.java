package io.atrium.kit.event;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * What is to be sent to one topic, in order, handed to the producer by one thread at a time: the producer may wait for
 * the topic's metadata or for memory. Bounded in bytes by the sender's share of a topic, in time by the delivery timeout.
 */
final class TopicQueue {
    private static final Logger LOG = Logger.getLogger(TopicQueue.class);
    private static final long PARTITIONS_AGE = TimeUnit.MINUTES.toNanos(1);
    /** A fixed interval, no backoff: the client asks the broker by its own {@code retry.backoff.ms}. */
    private static final long PAUSE_MILLIS = 100;

    private final String topic;
    private final EventSender sender;
    private final Executor threads;
    private final Duration deliveryTimeout;
    private final Queue<Sending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicLong bytes = new AtomicLong();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean wanted;
    private volatile int partitions;
    private volatile long asked = System.nanoTime() - PARTITIONS_AGE;

    TopicQueue(String topic, EventSender sender, Executor threads, Duration deliveryTimeout) {
        this.topic = topic;
        this.sender = sender;
        this.threads = threads;
        this.deliveryTimeout = deliveryTimeout;
    }

    void accept(Sending sending) {
        long now = bytes.addAndGet(sending.size());
        if (!sender.admit(sending, topic, now)) {
            bytes.addAndGet(-sending.size());
            sending.refuse(new SenderOverloadedException(now));
            return;
        }
        waiting.add(sending);
        work();
    }

    void released(int size) {
        bytes.addAndGet(-size);
    }

    void prepare() {
        wanted = true;
        work();
    }

    int partitions() {
        return partitions;
    }

    int partition(byte[] key) {
        int count = partitions;
        return count == 0 ? -1 : BuiltInPartitioner.partitionForKey(key, count);
    }

    void close() {
        stop.countDown();
        failAll();
    }

    private void work() {
        if (!working.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(this::drain);
        } catch (RejectedExecutionException e) {
            working.set(false);
            failAll();
        }
    }

    private void drain() {
        do {
            if (wanted) {
                wanted = false;
                isKnown();
            }
            for (Sending next = waiting.poll(); next != null; next = waiting.poll()) {
                hand(next);
            }
            working.set(false);
            // what came in between saw this thread at work
        } while ((wanted || !waiting.isEmpty()) && working.compareAndSet(false, true));
    }

    private void hand(Sending sending) {
        while (!isKnown()) {
            if (sending.isOlderThan(deliveryTimeout)) {
                sending.fail(new TimeoutException("The broker could not be reached for topic " + topic));
                return;
            }
            if (sender.isClosed() || !pause()) {
                sending.fail(closed());
                return;
            }
        }
        if (sending.isOlderThan(deliveryTimeout)) {
            sending.fail(new TimeoutException("Waited too long to be sent to topic " + topic));
            return;
        }
        try {
            sending.hand(sender.producer());
        } catch (IllegalStateException e) {
            sending.fail(e);
        }
    }

    private boolean isKnown() {
        long now = System.nanoTime();
        if (partitions > 0 && now - asked < PARTITIONS_AGE) {
            return true;
        }
        try {
            int found = sender.producer().partitionsFor(topic).size();
            if (found > 0) {
                partitions = found;
                asked = now;
            }
        } catch (RuntimeException e) {
            LOG.debugf("Partitions of %s are not known: %s", topic, e.toString());
            // known once is known enough: the records themselves tell whether the topic can be reached
            asked = now;
        }
        return partitions > 0;
    }

    private void failAll() {
        for (Sending next = waiting.poll(); next != null; next = waiting.poll()) {
            next.fail(closed());
        }
    }

    private static RejectedExecutionException closed() {
        return new RejectedExecutionException("The sender is closed");
    }

    private boolean pause() {
        try {
            return !stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
