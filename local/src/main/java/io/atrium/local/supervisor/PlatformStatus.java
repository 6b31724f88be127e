package io.atrium.local.supervisor;

import io.atrium.local.settings.Ports;
import io.atrium.local.supervisor.PlatformState.PartStatus;
import io.atrium.local.supervisor.PlatformState.Phase;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The supervisor's view of the platform; every change is written to the state file. */
final class PlatformStatus {

    private final Path file;
    private final boolean infrastructureOnly;
    private final Map<Part, PartStatus> parts = new LinkedHashMap<>();
    private final List<String> progress = new ArrayList<>();
    private Phase phase = Phase.STARTING;
    private @Nullable String failure;

    PlatformStatus(Path file, Ports ports, List<Part> watched, boolean infrastructureOnly) {
        this.file = file;
        this.infrastructureOnly = infrastructureOnly;
        watched.forEach(part -> parts.put(part, new PartStatus(part, PartState.WAITING, 0, ports.all(part), 0)));
        write();
    }

    synchronized void set(Part part, PartState state, long pid) {
        PartStatus old = status(part);
        int restarts = old.restarts() + (state == PartState.RESTARTING ? 1 : 0);
        parts.put(part, new PartStatus(part, state, pid, old.ports(), restarts));
        write();
    }

    synchronized void progress(String line) {
        progress.add(line);
        write();
    }

    synchronized void phase(Phase next) {
        if (phase != Phase.FAILED) {
            phase = next;
            write();
        }
    }

    synchronized void failed(String why) {
        phase = Phase.FAILED;
        failure = why;
        write();
    }

    private PartStatus status(Part part) {
        PartStatus status = parts.get(part);
        if (status == null) {
            throw new IllegalArgumentException("Not watched: " + part);
        }
        return status;
    }

    private void write() {
        try {
            new PlatformState(
                            ProcessHandle.current().pid(),
                            phase,
                            infrastructureOnly,
                            failure,
                            progress,
                            List.copyOf(parts.values()))
                    .write(file);
        } catch (IOException e) {
            // A full disk must not take the running platform down; the next change writes again.
            System.err.println("The state file cannot be written: " + e);
        }
    }
}
