package io.atrium.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Sends the hostile requests of a group over a few connections at once, and judges each reply. */
final class HostileRun {

    /** As many as leave the machine time to answer: what is measured is hostility, not load. */
    private static final int CONNECTIONS = 3;

    private final HostileClient client = new HostileClient(Suite.running().address());
    private final HostileVerdict verdict = new HostileVerdict(Suite.running().documents());
    private final HostileReport report;

    HostileRun(HostileReport report) {
        this.report = report;
    }

    /** Sends all of them and answers how many that were. */
    int send(long seed, List<Supplier<HostileRequest>> cases) {
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> sent = new ArrayList<>();
            cases.forEach(each -> sent.add(senders.submit(() -> send(seed, each.get()))));
            for (Future<?> one : sent) {
                one.get();
            }
            return sent.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a hostile request could not be made", e.getCause());
        } finally {
            senders.shutdownNow();
        }
    }

    private void send(long seed, HostileRequest request) {
        try {
            HostileReply reply = client.send(request);
            verdict.fault(request, reply).ifPresent(fault -> report.add(seed, request, fault));
        } catch (IOException e) {
            report.add(seed, request, "no connection: " + e.getMessage());
        }
    }
}
