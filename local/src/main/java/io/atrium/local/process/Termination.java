package io.atrium.local.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ending processes: asked first, forced when they do not listen, descendants included. */
public final class Termination {

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Termination() {}

    /**
     * Ends all of them at once and returns when none is left; those alive after {@code grace} are killed.
     *
     * @return whether all of them ended without being killed
     */
    public static boolean end(Collection<ProcessHandle> processes, Duration grace) {
        List<ProcessHandle> family = new ArrayList<>();
        for (ProcessHandle process : processes) {
            process.descendants().forEach(family::add);
            family.add(process);
        }
        processes.forEach(ProcessHandle::destroy);
        awaitAll(processes, grace);
        List<ProcessHandle> deaf = family.stream().filter(Liveness::isAlive).toList();
        deaf.forEach(ProcessHandle::destroyForcibly);
        awaitAll(deaf, AFTER_KILL);
        return deaf.isEmpty();
    }

    private static void awaitAll(Collection<ProcessHandle> processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (ProcessHandle process : processes) {
            await(process, deadline - System.nanoTime());
        }
    }

    private static void await(ProcessHandle process, long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (Liveness.isAlive(process) && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
