package io.atrium.local.supervisor;

import io.atrium.kit.embedded.EmbeddedPostgres;
import io.atrium.local.process.Liveness;
import io.atrium.local.process.PidFile;
import io.atrium.local.process.Termination;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The processes of a platform whose supervisor is gone, also by kill -9: found by their pid files and, for what was
 * started in its last moment, by the platform's folder in their command lines.
 */
public final class OrphanedProcesses {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Home home;

    public OrphanedProcesses(Home home) {
        this.home = home;
    }

    /**
     * Ends all of them, the ones that keep data last.
     *
     * @return how many there were
     */
    public int end() throws IOException {
        Set<ProcessHandle> data = dataKeepers();
        Set<ProcessHandle> others = new LinkedHashSet<>(byPidFile());
        others.addAll(byCommandLine());
        others.removeAll(data);
        Termination.end(others, GRACE);
        Termination.end(data, GRACE);
        deletePidFiles();
        return others.size() + data.size();
    }

    /** The supervisors of this platform, one that has only just begun included. */
    public Set<ProcessHandle> supervisors() throws IOException {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        home.supervisorPid().process().filter(OrphanedProcesses::isForeign).ifPresent(found::add);
        processes(arguments -> arguments.contains(home.mark() + " ") && arguments.contains(" supervise"))
                .forEach(found::add);
        return found;
    }

    private Set<ProcessHandle> dataKeepers() throws IOException {
        Set<ProcessHandle> supervised = new LinkedHashSet<>();
        home.pidFile(Part.KAFKA).process().ifPresent(supervised::add);
        processes(arguments -> arguments.contains(home.kafka() + "/") && arguments.contains("KafkaBroker"))
                .forEach(supervised::add);
        EmbeddedPostgres.running(home.postgres()).ifPresent(supervised::add);
        processes(arguments -> arguments.contains(home.postgres() + "/data") && arguments.contains("/bin/"))
                .forEach(supervised::add);
        return supervised;
    }

    private Set<ProcessHandle> byPidFile() throws IOException {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (Path path : pidFiles()) {
            new PidFile(path).process().filter(OrphanedProcesses::isForeign).ifPresent(found::add);
        }
        return found;
    }

    /** Without supervisors: another one may be just finding out that this platform has its own. */
    private Set<ProcessHandle> byCommandLine() {
        return new LinkedHashSet<>(
                processes(arguments -> arguments.contains(home.mark() + " ") && !arguments.contains(" supervise"))
                        .toList());
    }

    private static Stream<ProcessHandle> processes(Predicate<String> ofThisPlatform) {
        return ProcessHandle.allProcesses()
                .filter(OrphanedProcesses::isForeign)
                .filter(Liveness::isAlive)
                .filter(process ->
                        ofThisPlatform.test(process.info().commandLine().orElse("")));
    }

    private static boolean isForeign(ProcessHandle process) {
        return process.pid() != ProcessHandle.current().pid();
    }

    private void deletePidFiles() throws IOException {
        for (Path path : pidFiles()) {
            Files.deleteIfExists(path);
        }
    }

    private List<Path> pidFiles() throws IOException {
        if (!Files.isDirectory(home.run())) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(home.run())) {
            return paths.filter(path -> path.toString().endsWith(".pid"))
                    .filter(path -> !path.equals(home.supervisorPid().path()))
                    .toList();
        }
    }
}
