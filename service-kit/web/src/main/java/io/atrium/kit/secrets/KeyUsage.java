package io.atrium.kit.secrets;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Tells operators how many rows depend on which key, as {@code atrium_secrets_rows} by {@code key} ({@code current},
 * {@code earlier}, {@code unknown}) and in the log. Earlier keys are needed no more when {@code earlier} is 0.
 */
public final class KeyUsage {

    private static final Logger LOG = Logger.getLogger(KeyUsage.class);

    private final SecretBox box;
    private final AtomicLong current;
    private final AtomicLong earlier;
    private final AtomicLong unknown;

    public KeyUsage(SecretBox box, MeterRegistry registry) {
        this.box = box;
        this.current = gauge(registry, "current");
        this.earlier = gauge(registry, "earlier");
        this.unknown = gauge(registry, "unknown");
    }

    /** @param rows how many rows there are under each key, by its id */
    public void report(Map<String, Long> rows) {
        current.set(count(rows, true, true));
        earlier.set(count(rows, true, false));
        unknown.set(count(rows, false, false));
        String setting = box.setting();
        if (unknown.get() > 0) {
            LOG.errorf(
                    "%d rows are under a key that is neither %s nor in %s_PREVIOUS, and cannot be read. "
                            + "Add the earlier key to %s_PREVIOUS",
                    unknown.get(), setting, setting, setting);
        }
        if (earlier.get() > 0) {
            LOG.infof(
                    "%d rows are encrypted under an earlier key: %s_PREVIOUS is still needed", earlier.get(), setting);
        } else if (box.hasEarlierKeys()) {
            LOG.infof("No row is encrypted under an earlier key: %s_PREVIOUS is not needed any more", setting);
        }
    }

    private long count(Map<String, Long> rows, boolean known, boolean isCurrent) {
        return rows.entrySet().stream()
                .filter(row -> box.knows(row.getKey()) == known)
                .filter(row -> box.keyId().equals(row.getKey()) == isCurrent)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static AtomicLong gauge(MeterRegistry registry, String key) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("atrium.secrets.rows", value, AtomicLong::doubleValue)
                .description("Rows whose secrets are under the current key, an earlier one or one that is not known")
                .tag("key", key)
                .register(registry);
        return value;
    }
}
