package io.atrium.local.jvm;

import io.atrium.local.process.ChildProcess;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a service, or the broker, loads when it starts, kept by the JVM in a file beside the built module
 * ({@code deploy/java/archive.sh} makes it). Its name is a fingerprint of the jars, the flags and the JVM: one that was
 * made of other jars is never asked for, and the JVM checks it once more.
 */
public final class ClassArchive {

    private static final Duration MOST = Duration.ofMinutes(5);

    private final Part part;
    private final Home home;

    public ClassArchive(Part part, Home home) {
        this.part = part;
        this.home = home;
    }

    /** The argument that has the JVM use it, empty while there is none. */
    public Optional<String> flag() throws IOException {
        if (!Files.isDirectory(folder())) {
            return Optional.empty();
        }
        Path file = file();
        Path options = options(file);
        return isWhole(file, options) ? Optional.of("@" + options) : Optional.empty();
    }

    /** A JVM that maps an archive whose end is missing dies. */
    private static boolean isWhole(Path file, Path options) throws IOException {
        return Files.isRegularFile(file)
                && Files.isRegularFile(options)
                && Files.readString(options).startsWith("# " + Files.size(file) + " bytes\n");
    }

    /** Forgets it: with it, the service did not start. */
    public void discard() throws IOException {
        Path file = file();
        Files.deleteIfExists(options(file));
        Files.deleteIfExists(file);
    }

    /**
     * Makes it with the lowest priority, and removes those of earlier builds.
     *
     * @param running told of the process
     * @return whether it was made; why not is in the log
     */
    boolean make(Consumer<Process> running) throws IOException, InterruptedException {
        Path file = file();
        Path folder = Files.createDirectories(folder());
        removeOthers(file);
        Process process = ChildProcess.builder(command(file), environment(), folder, log())
                .start();
        running.accept(process);
        if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
            end(process);
        }
        return isWhole(file, options(file));
    }

    /** Ends the making of an archive at once. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private List<String> command(Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", "sh"));
        command.add(home.deployment("java").resolve("archive.sh").toString());
        command.add(file.toString());
        command.add(home.mark());
        command.addAll(JavaCommand.training(part, home));
        return command;
    }

    private static Map<String, String> environment() {
        return Map.of(
                "PATH",
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                "JAVA",
                JavaCommand.java().toString());
    }

    private Path log() {
        return home.logs().resolve("archive-" + part.label() + ".log");
    }

    private Path folder() {
        return home.application(part).resolveSibling("class-archive");
    }

    private Path file() throws IOException {
        return folder().resolve(Fingerprint.ofStart(home.application(part), flagFiles()));
    }

    private List<Path> flagFiles() {
        return JavaCommand.options(part, home).stream()
                .map(flag -> Path.of(flag.substring(1)))
                .toList();
    }

    private static Path options(Path file) {
        return file.resolveSibling(file.getFileName() + ".options");
    }

    private void removeOthers(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (Stream<Path> files = Files.list(folder())) {
            files.filter(other -> !name(other).startsWith(name)).forEach(ClassArchive::remove);
        }
    }

    private static String name(@Nullable Path file) {
        return file == null ? "" : String.valueOf(file.getFileName());
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
