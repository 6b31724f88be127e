package io.atrium.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of processes, user and system, in microseconds; NaN where there is no /proc. */
final class ProcessCpu {

    /** One tick of /proc's clock in microseconds: USER_HZ is 100 on every Linux there is. */
    private static final double TICK_MICROS = 10_000;

    private ProcessCpu() {}

    /**
     * A line of {@code /proc/<pid>/stat}.
     *
     * @param own ticks of the process
     * @param reaped ticks of its children that have ended and were waited for, and of theirs
     */
    record Stat(long own, long reaped) {

        static Stat parse(String line) {
            // the name of the program, in brackets, may contain anything
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return new Stat(
                    Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                    Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
        }
    }

    static double micros(ProcessHandle process) {
        try {
            return stat(process).own() * TICK_MICROS;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** With its children, those that have ended too: PostgreSQL has a process for each connection. */
    static double microsOfFamily(ProcessHandle process) {
        try {
            Stat parent = stat(process);
            double children = process.children().mapToDouble(ProcessCpu::alive).sum();
            return (parent.own() + parent.reaped()) * TICK_MICROS + children;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** One that has ended since is counted with its parent's. */
    private static double alive(ProcessHandle child) {
        double micros = micros(child);
        return Double.isNaN(micros) ? 0 : micros;
    }

    private static Stat stat(ProcessHandle process) throws IOException {
        return Stat.parse(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")));
    }
}
