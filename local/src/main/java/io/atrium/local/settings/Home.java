package io.atrium.local.settings;

import io.atrium.local.console.PlatformException;
import io.atrium.local.process.PidFile;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where everything lies.
 *
 * @param checkout the repository's root, with the built modules
 * @param folder the state of this platform: {@code .atrium} in the checkout, or {@code ATRIUM_HOME}
 */
public record Home(Path checkout, Path folder) {

    private static final long LEAST_FREE_BYTES = 300L * 1024 * 1024;

    public static Home of(Path checkout, Map<String, String> environment) {
        String chosen = environment.getOrDefault("ATRIUM_HOME", "");
        Path root = checkout.toAbsolutePath().normalize();
        Path folder = chosen.isBlank()
                ? root.resolve(".atrium")
                : Path.of(chosen).toAbsolutePath().normalize();
        return new Home(root, folder);
    }

    /**
     * Makes the folders.
     *
     * @throws PlatformException when they cannot be made or the disk is nearly full
     */
    public void prepare() {
        try {
            for (Path path : List.of(logs(), run(), migrated())) {
                Files.createDirectories(path);
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new PlatformException("The disk of %s is nearly full: %d MB free, at least %d MB needed."
                        .formatted(folder, free >> 20, LEAST_FREE_BYTES >> 20));
            }
        } catch (IOException e) {
            throw new PlatformException("%s cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
    }

    public Path postgres() {
        return folder.resolve("postgres");
    }

    public Path kafka() {
        return folder.resolve("kafka");
    }

    /** What {@code ./atrium certificate} makes. */
    public Path certificate() {
        return folder.resolve("certificate");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(Part part) {
        return switch (part.kind()) {
            case POSTGRES -> postgres().resolve("postgresql.log");
            case KAFKA -> kafka().resolve("kafka.log");
            default -> logs().resolve(part.label() + ".log");
        };
    }

    public Path supervisorLog() {
        return logs().resolve("supervisor.log");
    }

    public Path run() {
        return folder.resolve("run");
    }

    public Path state() {
        return run().resolve("state.json");
    }

    public Path lock() {
        return run().resolve("supervisor.lock");
    }

    public PidFile pidFile(Part part) {
        return new PidFile(run().resolve(part.label() + ".pid"));
    }

    public PidFile supervisorPid() {
        return new PidFile(run().resolve("supervisor.pid"));
    }

    /** What each database was last migrated with. */
    public Path migrated() {
        return folder.resolve("migrated");
    }

    /**
     * An empty folder for a part's temporary files: libraries leave native code and caches there at each start, which
     * the next start removes.
     *
     * @throws IOException when it cannot be made
     */
    public Path temporary(Part part) throws IOException {
        Path temporary = run().resolve("tmp").resolve(part.label());
        if (Files.exists(temporary)) {
            try (Stream<Path> left = Files.walk(temporary)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(temporary);
    }

    /** A folder of what the deployments share. */
    public Path deployment(String folder) {
        return checkout.resolve("deploy").resolve(folder);
    }

    /** The jars of a part with a JVM of its own. */
    public Path application(Part part) {
        if (part.kind() == Part.Kind.KAFKA) {
            return checkout.resolve("local").resolve("target").resolve("lib");
        }
        return checkout.resolve(part.label()).resolve("target").resolve("quarkus-app");
    }

    public Path jar(Part part) {
        return application(part).resolve("quarkus-run.jar");
    }

    /** The argument by which every process of this platform can be told from any other's. */
    public String mark() {
        return "-Datrium.home=" + folder;
    }
}
