package io.atrium.kit.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs, which refuse to run as root: there they get a user namespace of their own. */
final class PostgresCommand {

    private static final int MAX_SECONDS = 120;

    private PostgresCommand() {}

    static ProcessBuilder of(String program, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.add("unshare");
            command.add("-U");
        }
        command.add(PostgresBinaries.program(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The messages are read by EmbeddedPostgres.
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }

    static void run(String program, List<String> arguments, Path log) {
        try {
            Process process = of(program, arguments, log).start();
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedException("PostgreSQL's " + program + " did not end within " + MAX_SECONDS + " s.");
            }
            if (process.exitValue() != 0) {
                throw new EmbeddedException(
                        "PostgreSQL's " + program + " failed; the end of " + log + ":\n" + Folders.tail(log, 10));
            }
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL's " + program + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while PostgreSQL's " + program + " ran.", e);
        }
    }
}
