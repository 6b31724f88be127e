package io.atrium.integration.provider;

import io.atrium.integration.work.SlowOrganizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Outcomes of calls in memory, until they are written down. Holds one tally of fixed size for each provider of an
 * organization that was called since, and no more of them than there may be guards: beyond that, calls are not counted.
 */
@ApplicationScoped
public class CallLog {

    private static final Logger LOG = Logger.getLogger(CallLog.class);

    private final int most;
    private final Duration slow;
    private final SlowOrganizations organizations;
    private final Map<ProviderKey, CallTally> tallies = new ConcurrentHashMap<>();

    CallLog(ProviderConfig config, SlowOrganizations organizations) {
        this.most = config.guards();
        this.slow = config.timeout().dividedBy(2);
        this.organizations = organizations;
    }

    /** Takes out up to so many tallies. The map is a concurrent one: its keys may be removed while they are walked. */
    @SuppressWarnings("ModifyCollectionInEnhancedForLoop")
    public List<CallSummary> drain(int limit) {
        List<CallSummary> drained = new ArrayList<>();
        for (ProviderKey key : tallies.keySet()) {
            if (drained.size() >= limit) {
                break;
            }
            CallTally tally = tallies.remove(key);
            if (tally != null) {
                drained.add(tally.summary(key.organizationId(), key.provider()));
            }
        }
        return drained;
    }

    /** Puts back what could not be written down. */
    public void restore(List<CallSummary> summaries) {
        summaries.forEach(
                summary -> count(summary.organizationId(), summary.provider(), tally -> tally.addEarlier(summary)));
    }

    void succeeded(ProviderKey key, Duration took) {
        note(key, took);
        count(key.organizationId(), key.provider(), tally -> tally.succeeded(took));
    }

    void failed(ProviderKey key, ProviderException failure, Duration took) {
        note(key, took);
        count(key.organizationId(), key.provider(), tally -> tally.failed(failure, took));
    }

    void refusedByCircuit(ProviderKey key) {
        count(key.organizationId(), key.provider(), CallTally::refusedByCircuit);
    }

    void changed(ProviderKey key, Circuit circuit) {
        count(key.organizationId(), key.provider(), tally -> tally.changed(circuit));
    }

    private void note(ProviderKey key, Duration took) {
        if (took.compareTo(slow) >= 0) {
            organizations.slow(key.organizationId(), key.provider());
        } else {
            organizations.quick(key.organizationId(), key.provider());
        }
    }

    private void count(UUID organizationId, String provider, Consumer<CallTally> change) {
        ProviderKey key = new ProviderKey(organizationId, provider);
        if (tallies.size() >= most && !tallies.containsKey(key)) {
            LOG.debugf("A call of %s is not counted: too many counts wait to be written", organizationId);
            return;
        }
        tallies.compute(key, (same, known) -> {
            CallTally tally = known == null ? new CallTally() : known;
            change.accept(tally);
            return tally;
        });
    }
}
