package io.atrium.local.supervisor;

import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What waits for what when the platform starts. A database's schema needs PostgreSQL; a service needs its schema, and the
 * topics, which are made as soon as Kafka answers. Everything else goes on at the same time.
 */
final class StartOrder {

    private final Parts parts;
    private final Ports ports;
    private final PlatformStatus status;
    private final boolean infrastructureOnly;

    StartOrder(Parts parts, Ports ports, PlatformStatus status, boolean infrastructureOnly) {
        this.parts = parts;
        this.ports = ports;
        this.status = status;
        this.infrastructureOnly = infrastructureOnly;
    }

    /**
     * Returns when all parts are ready.
     *
     * @throws java.util.concurrent.CompletionException at the first failure
     */
    void run() {
        CompletableFuture<Void> kafka = bringUp(Part.KAFKA);
        CompletableFuture<Void> postgres = bringUp(Part.POSTGRES);
        List<CompletableFuture<Void>> all = new ArrayList<>(List.of(postgres, kafka));
        for (Part part : Part.SERVICES) {
            CompletableFuture<Void> migrated = part.ownsDatabase()
                    ? postgres.thenCompose(done -> parts.task(() -> migrate(part)))
                    : CompletableFuture.completedFuture(null);
            all.add(migrated);
            if (!infrastructureOnly) {
                all.add(CompletableFuture.allOf(migrated, kafka).thenCompose(done -> bringUp(part)));
            }
        }
        if (!infrastructureOnly) {
            all.add(bringUp(Part.MOCKS));
        }
        awaitAll(all);
    }

    private CompletableFuture<Void> bringUp(Part part) {
        return parts.task(() -> {
            long from = System.nanoTime();
            parts.bringUp(part);
            status.progress("%-20s up       %5.1f s   port %s".formatted(part.label(), seconds(from), ports.of(part)));
        });
    }

    private void migrate(Part part) {
        long from = System.nanoTime();
        if (parts.migrate(part)) {
            status.progress("%-20s migrated %5.1f s".formatted("database " + part.database(), seconds(from)));
        }
    }

    /** Returns when all are done, or at the first failure. */
    private static void awaitAll(List<CompletableFuture<Void>> all) {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (CompletableFuture<Void> each : all) {
            CompletableFuture<Void> reported = each.whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.completeExceptionally(failure);
                }
            });
            if (reported.isCompletedExceptionally()) {
                break;
            }
        }
        CompletableFuture.anyOf(failed, CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)))
                .join();
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}
