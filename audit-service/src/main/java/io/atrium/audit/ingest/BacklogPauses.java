package io.atrium.audit.ingest;

import io.atrium.kit.time.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When the backlog of an organization is tried again, and whether its reason has been logged. It remembers at most
 * {@value #MOST} organizations; one that is forgotten is tried again at once.
 */
@ApplicationScoped
class BacklogPauses {
    private static final Logger LOG = Logger.getLogger(BacklogPauses.class);
    private static final int MOST = 10_000;

    private record Pause(int failures, long until, WaitReason reason) {}

    private final Backoff backoff;
    private final LongSupplier nanos;
    private final Map<UUID, Pause> pauses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Pause> eldest) {
            return size() > MOST;
        }
    };

    @jakarta.inject.Inject
    BacklogPauses(IngestConfig config) {
        this(new Backoff(config.backlog().firstPause(), config.backlog().longestPause()), System::nanoTime);
    }

    BacklogPauses(Backoff backoff, LongSupplier nanos) {
        this.backoff = backoff;
        this.nanos = nanos;
    }

    /** Changes were stored; they may be tried at once. */
    synchronized void begin(UUID organization, WaitReason reason) {
        if (!pauses.containsKey(organization)) {
            put(organization, null, new Pause(0, nanos.getAsLong(), reason));
        }
    }

    /** The chain still takes nothing. */
    synchronized void extend(UUID organization, WaitReason reason) {
        Pause before = pauses.get(organization);
        int failures = before == null ? 1 : before.failures() + 1;
        long until = nanos.getAsLong() + backoff.after(failures).toNanos();
        put(organization, before, new Pause(failures, until, reason));
    }

    /** Nothing of the organization waits any more. */
    synchronized void end(UUID organization) {
        if (pauses.remove(organization) != null) {
            LOG.infof("The backlog of organization %s is empty: its changes are in the chain", organization);
        }
    }

    synchronized boolean isPaused(UUID organization) {
        Pause pause = pauses.get(organization);
        return pause != null && pause.until() > nanos.getAsLong();
    }

    private void put(UUID organization, @Nullable Pause before, Pause now) {
        pauses.put(organization, now);
        boolean isNews = before == null || before.reason() != now.reason();
        if (isNews && now.reason() != WaitReason.BEHIND_OTHERS) {
            LOG.warnf(
                    "Changes of organization %s wait: %s",
                    organization, now.reason().words());
        }
    }
}
