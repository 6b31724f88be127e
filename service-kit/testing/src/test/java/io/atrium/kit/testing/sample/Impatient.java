package io.atrium.kit.testing.sample;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Blocks, prints and is injected into its fields. */
public final class Impatient {

    @Inject
    @Nullable
    Object injected;

    void run() throws InterruptedException {
        Uni.createFrom().item("answer").await().indefinitely();
        Thread.sleep(1);
        System.out.println(injected);
    }
}
