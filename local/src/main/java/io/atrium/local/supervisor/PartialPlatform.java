package io.atrium.local.supervisor;

import io.atrium.local.jvm.JavaCommand;
import io.atrium.local.settings.Home;
import io.atrium.local.settings.Ports;
import io.atrium.local.supervisor.PlatformState.Phase;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Some parts of the platform, with the command lines, flags and settings of {@code ./atrium up}, in this process instead
 * of a supervisor's: for measuring one of them. What dies is started again, as there.
 */
public final class PartialPlatform implements AutoCloseable {

    private final Home home;
    private final Ports ports;
    private final PlatformStatus status;
    private final Parts parts;

    private PartialPlatform(Home home, Map<String, String> environment, List<Part> watched) {
        this.home = home;
        this.ports = Ports.of(environment);
        this.status = new PlatformStatus(home.state(), ports, watched, false);
        this.parts = new Parts(watched, home, ports, environment, status, System.err::println);
    }

    /**
     * Prepares the folders; nothing runs yet.
     *
     * @param environment the ports and the settings of every part
     * @param services those that will be brought up or migrated, beside PostgreSQL and Kafka
     */
    public static PartialPlatform of(Home home, Map<String, String> environment, List<Part> services) {
        home.prepare();
        return new PartialPlatform(
                home,
                environment,
                Stream.concat(Part.INFRASTRUCTURE.stream(), services.stream()).toList());
    }

    /** The argument files with the flags of a part's JVM, each as {@code java} takes it: {@code @<file>}. */
    public static List<String> optionsOf(Part part, Home home) {
        return part.kind() == Part.Kind.GATEWAY
                ? List.of("@" + home.deployment("java").resolve("gateway.options"))
                : JavaCommand.options(part, home);
    }

    /** Starts parts at the same time and returns when all are ready. */
    public void bringUp(Part... which) {
        all(which, parts::bringUp);
    }

    /** Brings databases to their schema; PostgreSQL must be up. */
    public void migrate(Part... which) {
        all(which, parts::migrate);
    }

    /** The port of a part's process. */
    public int port(Part part) {
        return ports.of(part);
    }

    /**
     * A part's process.
     *
     * @throws IOException when it does not run
     */
    public ProcessHandle process(Part part) throws IOException {
        return home.pidFile(part)
                .process()
                .orElseThrow(() -> new IOException(part.label() + " does not run; see " + home.log(part)));
    }

    /** Stops what runs, those that keep data last. */
    @Override
    public void close() {
        status.phase(Phase.STOPPING);
        parts.stop();
        status.phase(Phase.STOPPED);
    }

    private void all(Part[] which, Consumer<Part> work) {
        CompletableFuture.allOf(Stream.of(which)
                        .map(part -> parts.task(() -> work.accept(part)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }
}
