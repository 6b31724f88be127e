package io.atrium.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a process still runs. One that has ended but was not yet reaped by its parent does not. */
public final class Liveness {

    private Liveness() {}

    public static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    /** Linux tells the state after the program's name in parentheses (proc_pid_stat(5)). */
    private static boolean isZombie(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isReadable(stat)) {
            return false;
        }
        try {
            String line = Files.readString(stat);
            return line.startsWith(" Z", line.lastIndexOf(')') + 1);
        } catch (IOException e) {
            // It ended meanwhile, or there is nothing to read here.
            return false;
        }
    }
}
