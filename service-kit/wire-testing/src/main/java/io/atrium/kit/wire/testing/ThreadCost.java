package io.atrium.kit.wire.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the length of a text costs whoever reads it: the processor time of the thread for a text and for one of four times
 * the length, made of each of many hostile pieces. Not the time on the clock, which other processes change.
 *
 * <p>Doubling a length may multiply the time by 2.5 at most, and so two doublings by 6.25: a reader in proportion to the
 * length needs 4, one in proportion to its square 16. Other processes take the caches from a thread, so that a single
 * measurement is too high by as much as half and never too low: the least of several counts, and there are as many as it
 * takes, up to a limit of time, until the least of them are in proportion.
 */
public final class ThreadCost {

    /** By how much four times the length may multiply the time. */
    private static final double FACTOR = 2.5 * 2.5;

    /** Below it a difference is the clock's. */
    private static final long FLOOR_NANOS = 3_000_000;

    private static final int LENGTH = 10_000;

    /** How long a reader is measured that has not been in proportion yet. */
    private static final long LIMIT_NANOS = 10_000_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "0",
            "-",
            ".",
            "@",
            "a.",
            "a-",
            ".-",
            "xn--",
            "/",
            "~",
            "/~",
            "\\",
            "%",
            "%4",
            "\"",
            ",",
            ";",
            "a=b;",
            "a/b,",
            " ",
            " ,",
            "\t",
            "\u00e9",
            "e\u0301",
            "\u0301",
            "\u00ad",
            "\u00df",
            "\u0130",
            "\ufb03",
            "\u1100\u1161",
            "\u6f22",
            "\ud83d\ude00",
            "\u200d",
            "\u0628\u200c",
            "\u05d01",
            "\u3000",
            "\u2003",
            ":",
            "::",
            "1:",
            "[",
            "{",
            "1e1",
            "T00:",
            "W/\"v1\",",
            "\"v1\",");

    private ThreadCost() {}

    /** The pieces for which twice the length costs more than it may; a reader that refuses by throwing has read. */
    public static List<String> tooCostly(Consumer<String> reader) {
        List<String> found = new ArrayList<>();
        for (String piece : PIECES) {
            fault(reader, piece, "").ifPresent(found::add);
            fault(reader, piece, "\u0001").ifPresent(found::add);
        }
        return found;
    }

    private static Optional<String> fault(Consumer<String> reader, String piece, String end) {
        int times = LENGTH / piece.length();
        String once = piece.repeat(times) + end;
        String longer = piece.repeat(4 * times) + end;
        return excess(() -> reader.accept(once), () -> reader.accept(longer))
                .map(excess -> "'%s' %d times: %s".formatted(piece, times, excess));
    }

    /**
     * Both times, when reading four times the length costs more than two doublings may; a reader that refuses by throwing
     * has read.
     *
     * @param shorter reads a text
     * @param longer reads one of four times its length
     */
    public static Optional<String> excess(Runnable shorter, Runnable longer) {
        long leastShorter = Long.MAX_VALUE;
        long leastLonger = Long.MAX_VALUE;
        long end = System.nanoTime() + LIMIT_NANOS;
        do {
            leastLonger = Math.min(leastLonger, nanos(longer));
            if (leastLonger < FLOOR_NANOS) {
                return Optional.empty();
            }
            leastShorter = Math.min(leastShorter, nanos(shorter));
            if (leastLonger <= FACTOR * leastShorter + FLOOR_NANOS) {
                return Optional.empty();
            }
        } while (System.nanoTime() < end);
        return Optional.of("%d us, four times as long %d us".formatted(leastShorter / 1000, leastLonger / 1000));
    }

    private static long nanos(Runnable reading) {
        long began = THREADS.getCurrentThreadCpuTime();
        try {
            reading.run();
        } catch (RuntimeException refused) {
            // refused is read
        }
        return THREADS.getCurrentThreadCpuTime() - began;
    }
}
