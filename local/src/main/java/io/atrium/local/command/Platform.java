package io.atrium.local.command;

import io.atrium.local.console.PlatformException;
import io.atrium.local.process.Termination;
import io.atrium.local.settings.Home;
import io.atrium.local.supervisor.OrphanedProcesses;
import io.atrium.local.supervisor.PlatformState;
import io.atrium.local.supervisor.SupervisorLock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The platform as the commands handle it: through its supervisor's process and the state it writes. */
final class Platform {

    private static final Duration STOP = Duration.ofSeconds(60);

    private final Home home;

    Platform(Home home) {
        this.home = home;
    }

    Optional<ProcessHandle> supervisor() throws IOException {
        return home.supervisorPid().process();
    }

    /** What a supervisor last wrote, whether it lives or not. */
    Optional<PlatformState> state() throws IOException {
        return PlatformState.read(home.state());
    }

    /** The state written by this very supervisor, empty until it has written one. */
    Optional<PlatformState> stateOf(ProcessHandle supervisor) throws IOException {
        return state().filter(state -> state.supervisor() == supervisor.pid());
    }

    /** Starts a supervisor in the background, out of reach of this terminal's signals. */
    Process launch(boolean infrastructureOnly) throws IOException {
        List<String> command = new ArrayList<>(detached());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                home.mark(),
                "-Datrium.checkout=" + home.checkout(),
                "@" + home.deployment("java").resolve("gateway.options"),
                "-cp",
                classPath(),
                Main.class.getName(),
                SuperviseCommand.NAME));
        if (infrastructureOnly) {
            command.add(SuperviseCommand.INFRASTRUCTURE_ONLY);
        }
        File log = home.supervisorLog().toFile();
        return new ProcessBuilder(command)
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /**
     * Stops everything, also what a killed supervisor has left.
     *
     * @return whether anything ran
     */
    boolean stop() throws IOException {
        boolean ran = false;
        long deadline = System.nanoTime() + STOP.toNanos();
        while (true) {
            Collection<ProcessHandle> supervisors = new OrphanedProcesses(home).supervisors();
            ran |= !supervisors.isEmpty();
            Termination.end(supervisors, STOP);
            Optional<SupervisorLock> lock = SupervisorLock.take(home.lock());
            if (lock.isPresent()) {
                try (SupervisorLock held = lock.get()) {
                    int left = new OrphanedProcesses(home).end();
                    home.supervisorPid().delete();
                    return ran || left > 0;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new PlatformException("Another program holds " + home.lock() + ".");
            }
            pause();
        }
    }

    /** Keeps other runs away while a command needs the data for itself. */
    SupervisorLock lock() throws IOException {
        return SupervisorLock.take(home.lock())
                .orElseThrow(() -> new PlatformException("Another ./atrium is starting the platform."));
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }

    /** Absolute, since the supervisor and Kafka's broker run in other folders. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A session of its own where the system has setsid, otherwise deaf to the terminal's signals. */
    private static List<String> detached() {
        boolean setsid = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));
        return setsid ? List.of("setsid") : List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "supervisor");
    }
}
