package io.atrium.kit.wire.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the length of a text costs whoever reads it: the processor time of the thread for a text and for one of twice the
 * length, made of each of many hostile pieces. Not the time on the clock, which other processes change.
 */
public final class ThreadCost {

    /** By how much twice the length may multiply the time. */
    private static final double FACTOR = 2.5;

    /** Below it a difference is the clock's. */
    private static final long FLOOR_NANOS = 4_000_000;

    private static final int LENGTH = 20_000;
    private static final int RUNS = 5;
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
        String twice = piece.repeat(2 * times) + end;
        long longer = least(reader, twice);
        if (longer < FLOOR_NANOS) {
            return Optional.empty();
        }
        long shorter = least(reader, once);
        return longer <= FACTOR * shorter + FLOOR_NANOS
                ? Optional.empty()
                : Optional.of("'%s' %d times: %d us, %d times: %d us"
                        .formatted(piece, times, shorter / 1000, 2 * times, longer / 1000));
    }

    /** The least of a few runs: what is compiled, collected or cached in between is not the reader's. */
    private static long least(Consumer<String> reader, String text) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && (run < 2 || least >= FLOOR_NANOS); run++) {
            long began = THREADS.getCurrentThreadCpuTime();
            try {
                reader.accept(text);
            } catch (RuntimeException refused) {
                // refused is read
            }
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - began);
        }
        return least;
    }
}
