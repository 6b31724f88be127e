package io.atrium.identity.signing;

import io.atrium.identity.compute.BoundedPool;
import io.atrium.kit.fairness.Share;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Where signatures and keys are made: an RSA signature takes a core a millisecond, a key some hundred. */
@Singleton
final class SigningPool {

    private final BoundedPool pool;

    SigningPool(SigningConfig config, MeterRegistry registry) {
        this.pool = new BoundedPool(
                "token-signing",
                config.pool().threads(),
                config.pool().queue(),
                config.pool().queuePerOrganization(),
                registry);
    }

    <T> Uni<T> submit(Share share, Supplier<T> work) {
        return pool.submit(share, work);
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
