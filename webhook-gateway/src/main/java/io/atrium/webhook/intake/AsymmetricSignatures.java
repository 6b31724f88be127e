package io.atrium.webhook.intake;

import io.atrium.kit.budget.SharedAmount;
import io.atrium.webhook.source.WebhookSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries whose signatures take milliseconds to verify, before anybody knows whether they are signed: bounded in
 * number, with threads of their own. One sender has at most a quarter of the places and one organization at most half, so
 * that one sender can use up neither all places nor those of an organization.
 */
@Singleton
public final class AsymmetricSignatures implements Executor {

    public static final String NO_PLACE =
            "Too many deliveries with signatures under public keys are being verified at once. Retry later.";

    private static final int IDLE_SECONDS = 30;

    private final SharedAmount<String> senders;
    private final SharedAmount<UUID> organizations;
    private final ThreadPoolExecutor threads;

    AsymmetricSignatures(IntakeConfig config) {
        int places = config.maxAsymmetric();
        this.senders = new SharedAmount<>(places, places / 4);
        this.organizations = SharedAmount.halved(places);
        AtomicInteger numbers = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                config.asymmetricWorkers(),
                config.asymmetricWorkers(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                // What waits here has a place.
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "webhook-signature-" + numbers.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** A place, held until it is left. */
    @FunctionalInterface
    public interface Place {

        /** Gives it back; a second time does nothing. */
        void leave();
    }

    /** Takes a place for a delivery, or gives {@code null} when there is none. */
    public @Nullable Place enter(String sender, WebhookSource source) {
        UUID organization = source.organizationId();
        if (!senders.take(sender, 1)) {
            return null;
        }
        if (!organizations.take(organization, 1)) {
            senders.give(sender, 1);
            return null;
        }
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                senders.give(sender, 1);
                organizations.give(organization, 1);
            }
        };
    }

    /** Runs work that has a place. */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
