package io.atrium.webhook.intake;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Which partitions of the webhooks' topic the broker did not acknowledge what they were last given of: one partition
 * without enough replicas says nothing about the others. Memory: a number for each partition at most.
 */
final class Acknowledgements {

    private static final Logger LOG = Logger.getLogger(Acknowledgements.class);
    private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Set<Integer> failing = ConcurrentHashMap.newKeySet();
    private final AtomicLong failureLogged = new AtomicLong(System.nanoTime() - LOG_NANOS);
    private final AtomicLong recoveryLogged = new AtomicLong(System.nanoTime() - LOG_NANOS);
    private volatile int partitions = 1;

    /** How many partitions the topic has, as last known; it never shrinks. */
    void know(int count) {
        if (count > partitions) {
            partitions = count;
        }
    }

    /** The partition of a key, as the producer finds it. */
    int partition(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    boolean isFailing(int partition) {
        return !failing.isEmpty() && failing.contains(partition);
    }

    /** Whether no partition is failing. */
    boolean areComplete() {
        return failing.isEmpty();
    }

    void note(int partition, boolean failed) {
        if (failed ? failing.add(partition) : !failing.isEmpty() && failing.remove(partition)) {
            log(partition, failed);
        }
    }

    /** All but these could acknowledge again. */
    void recover(Set<Integer> stillFailing) {
        for (Integer partition : failing) {
            if (!stillFailing.contains(partition)) {
                note(partition, false);
            }
        }
    }

    /** At most once a minute for each of the two, as a partition may fail and recover with every event. */
    private void log(int partition, boolean failed) {
        AtomicLong last = failed ? failureLogged : recoveryLogged;
        long before = last.get();
        long now = System.nanoTime();
        if (now - before < LOG_NANOS || !last.compareAndSet(before, now)) {
            return;
        }
        if (failed) {
            LOG.warnf("The broker does not acknowledge webhooks of partition %d", partition);
        } else {
            LOG.infof("The broker acknowledges webhooks of partition %d again", partition);
        }
    }
}
