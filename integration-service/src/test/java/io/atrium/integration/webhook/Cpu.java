package io.atrium.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The time, and the processor time that this JVM and its PostgreSQL have used, from {@code /proc}. */
record Cpu(long nanos, long java, long postgres) {

    private static final long TICK = 10;

    static Cpu now() {
        long java = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000_000;
        return new Cpu(System.nanoTime(), java, ofPostgres());
    }

    /** Events a second, and the processor time of one. */
    String since(int events) {
        Cpu now = now();
        return "%,.0f events/s, CPU of an event: Java %d µs, PostgreSQL %d µs"
                .formatted(
                        events * 1e9 / (now.nanos - nanos),
                        (now.java - java) * 1000 / events,
                        (now.postgres - postgres) * 1000 / events);
    }

    /** Of the PostgreSQL that this process has started: others run on the machine too. */
    private static long ofPostgres() {
        long sum = 0;
        for (ProcessHandle process :
                (Iterable<ProcessHandle>) ProcessHandle.current().descendants()::iterator) {
            sum += ticks(process.pid());
        }
        return sum * TICK;
    }

    private static long ticks(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "stat"), UTF_8)) {
            String line = lines.findFirst().orElse("");
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
