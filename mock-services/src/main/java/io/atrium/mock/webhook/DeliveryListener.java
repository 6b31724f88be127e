package io.atrium.mock.webhook;

/** Told what deliveries do, by the names of the counters: queued, attempts, accepted, dropped and so on. */
@FunctionalInterface
public interface DeliveryListener {

    void count(String name, long more);
}
