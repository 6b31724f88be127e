package io.atrium.mock.account;

import io.atrium.mock.fault.FaultPlan;
import io.atrium.mock.fault.Faults;
import io.atrium.mock.record.Provider;
import io.atrium.mock.record.RecordStore;
import io.atrium.mock.webhook.WebhookTarget;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything one provider keeps for one credential. */
public final class Account {

    private final Provider provider;
    private final RecordStore records;
    private final Faults own = new Faults();
    private final Faults shared;
    private final Counters counters = new Counters();
    private final Map<String, WebhookTarget> targets = new TreeMap<>();

    Account(Provider provider, String credential, int count, Clock clock, Faults shared) {
        this.provider = provider;
        this.records = new RecordStore(provider, credential, count, clock);
        this.shared = shared;
    }

    public Provider provider() {
        return provider;
    }

    public RecordStore records() {
        return records;
    }

    public Counters counters() {
        return counters;
    }

    /** The credential's own switches; those of the whole provider are {@link #providerFaults()}. */
    public Faults faults() {
        return own;
    }

    public Faults providerFaults() {
        return shared;
    }

    /** The switches that count: its own where there are any, otherwise the provider's. */
    public Faults faultsInForce() {
        return own.current().equals(FaultPlan.NONE) ? shared : own;
    }

    public void register(WebhookTarget target) {
        synchronized (targets) {
            targets.put(target.source(), target);
        }
    }

    /** Whether there was one. */
    public boolean unregister(String source) {
        synchronized (targets) {
            return targets.remove(source) != null;
        }
    }

    public List<WebhookTarget> targets() {
        synchronized (targets) {
            return new ArrayList<>(targets.values());
        }
    }
}
