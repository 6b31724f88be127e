package io.atrium.local.demo;

import io.atrium.local.console.Console;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs and shows steps: what each did and how long it took. */
final class Steps {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Console console;
    private final long begun = System.nanoTime();
    private String current = "";
    private int done;

    Steps(Console console) {
        this.console = console;
    }

    /** Runs one step; its work answers what it found. */
    void step(String name, Supplier<String> work) {
        current = name;
        long from = System.nanoTime();
        String found = work.get();
        done++;
        console.done("%-34s %6.2f s   %s".formatted(name, seconds(from), found));
    }

    /**
     * Calls again until the answer is as expected, with growing pauses, so that the calls stay within the caller's rate
     * limit. This is polling, not a retry after a failure: the pauses grow by half, not twofold.
     *
     * @throws StepFailedException with the last answer after 30 s
     */
    static Reply eventually(String expected, Supplier<Reply> call, Predicate<Reply> good) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        Reply reply = call.get();
        while (!good.test(reply)) {
            if (System.nanoTime() > deadline) {
                throw reply.unlike(expected + " within " + PATIENCE.toSeconds() + " s");
            }
            pause(pauseMillis);
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 3 / 2);
            reply = call.get();
        }
        return reply;
    }

    void showFailure(StepFailedException failure) {
        console.fail("");
        console.fail("  ✗ " + current);
        console.fail("    call      " + failure.call());
        console.fail("    expected  " + failure.expected());
        console.fail("    got       " + failure.answer());
    }

    void showEnd() {
        console.note("%d steps in %.1f s".formatted(done, seconds(begun)));
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException("waiting", "time to wait", "interrupted");
        }
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}
