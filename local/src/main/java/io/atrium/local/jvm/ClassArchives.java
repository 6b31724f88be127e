package io.atrium.local.jvm;

import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the missing archives of classes, one after another, in the background of a platform that is up: the first start of
 * a build pays nothing for them, and the next ones use them.
 */
public final class ClassArchives implements AutoCloseable {

    /** What switches them off: {@code off}. */
    static final String VARIABLE = "ATRIUM_CLASS_ARCHIVES";

    /** A person who has just started the platform tries it first. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final Home home;
    private final Consumer<String> log;
    private final Thread worker = new Thread(this::work, "class-archives");
    private @Nullable Process process;
    private boolean closed;

    private ClassArchives(Home home, Consumer<String> log) {
        this.home = home;
        this.log = log;
        worker.setDaemon(true);
    }

    /** Begins, unless the environment says not to. */
    public static ClassArchives start(Home home, Map<String, String> environment, Consumer<String> log) {
        ClassArchives archives = new ClassArchives(home, log);
        if (!environment.getOrDefault(VARIABLE, "on").equals("off")) {
            archives.worker.start();
        }
        return archives;
    }

    /** Ends at once; what is half made is not used. */
    @Override
    public synchronized void close() {
        closed = true;
        worker.interrupt();
        if (process != null) {
            ClassArchive.end(process);
        }
    }

    private void work() {
        try {
            TimeUnit.SECONDS.sleep(SETTLED.toSeconds());
            for (Part part : Part.WITH_JVM) {
                ClassArchive archive = new ClassArchive(part, home);
                if (archive.flag().isEmpty()) {
                    make(part, archive);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            log.accept("the archives of classes cannot be made: " + e.getMessage());
        }
    }

    private void make(Part part, ClassArchive archive) throws IOException, InterruptedException {
        long from = System.nanoTime();
        boolean made = archive.make(this::own);
        log.accept(
                made
                        ? "the archive of %s is made after %d s; the next start uses it"
                                .formatted(part.label(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from))
                        : "%s has no archive of classes; %s says why"
                                .formatted(part.label(), home.logs().resolve("archive-" + part.label() + ".log")));
    }

    private synchronized void own(Process making) {
        process = making;
        if (closed) {
            ClassArchive.end(making);
        }
    }
}
