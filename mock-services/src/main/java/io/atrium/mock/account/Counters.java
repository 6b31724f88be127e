package io.atrium.mock.account;

import java.util.Map;
import java.util.TreeMap;

/** What one credential has asked for and been sent. */
public final class Counters {

    private final Map<String, Long> byStatus = new TreeMap<>();
    private final Map<String, Long> webhooks = new TreeMap<>();
    private long requests;
    private long faults;
    private int inFlight;
    private int inFlightMax;

    public Counters() {
        clear();
    }

    public synchronized void clear() {
        requests = 0;
        faults = 0;
        inFlightMax = inFlight;
        byStatus.clear();
        long queued = webhooks.getOrDefault("queued", 0L);
        for (String name : new String[] {"dropped", "attempts", "accepted", "duplicate", "refused", "exhausted"}) {
            webhooks.put(name, 0L);
        }
        webhooks.put("queued", queued);
    }

    public synchronized void started() {
        requests++;
        inFlight++;
        inFlightMax = Math.max(inFlightMax, inFlight);
    }

    /** The end of a call: its status, or {@code aborted} when the connection ended before the answer did. */
    public synchronized void finished(String status) {
        inFlight--;
        byStatus.merge(status, 1L, Long::sum);
    }

    public synchronized void fault() {
        faults++;
    }

    public synchronized void webhook(String name, long more) {
        webhooks.merge(name, more, Long::sum);
    }

    public synchronized Stats snapshot(int records) {
        return new Stats(
                requests, new TreeMap<>(byStatus), faults, inFlight, inFlightMax, records, new TreeMap<>(webhooks));
    }

    /** Counters as they are told. */
    public record Stats(
            long requests,
            Map<String, Long> byStatus,
            long faults,
            int inFlight,
            int inFlightMax,
            int records,
            Map<String, Long> webhooks) {}
}
