package io.atrium.local.supervisor;

import io.atrium.local.console.PlatformException;
import io.atrium.local.jvm.Fingerprint;
import io.atrium.local.jvm.JavaCommand;
import io.atrium.local.process.ChildProcess;
import io.atrium.local.process.LogTail;
import io.atrium.local.settings.Environment;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Brings a service's database to its schema by the service's own one-shot step; skipped when its code is the same. */
final class Migration {

    private static final Duration MOST = Duration.ofSeconds(120);

    private final Part part;
    private final Home home;
    private final Environment environment;

    Migration(Part part, Home home, Environment environment) {
        this.part = part;
        this.home = home;
        this.environment = environment;
    }

    /**
     * Runs it where needed.
     *
     * @return whether it ran
     * @throws PlatformException when it fails, with the end of its log
     */
    boolean run() {
        try {
            String code = Fingerprint.ofCode(home.application(part));
            Path done = home.migrated().resolve(part.database());
            if (Files.exists(done) && Files.readString(done).strip().equals(code)) {
                return false;
            }
            execute();
            Files.writeString(done, code + "\n");
            return true;
        } catch (IOException e) {
            throw new PlatformException(
                    "The migration of %s cannot run: %s".formatted(part.label(), e.getMessage()), e);
        }
    }

    private void execute() throws IOException {
        Path log = home.logs().resolve("migrate-" + part.database() + ".log");
        Files.deleteIfExists(log);
        int exit = ChildProcess.start(
                        JavaCommand.migration(part, home), environment.ofMigration(part), home.folder(), log)
                .await(MOST);
        if (exit != 0) {
            throw new PlatformException("The migration of the database %s failed (exit %d); the end of %s:%n    %s"
                    .formatted(part.database(), exit, log, String.join("\n    ", LogTail.lines(log, 20))));
        }
    }
}
