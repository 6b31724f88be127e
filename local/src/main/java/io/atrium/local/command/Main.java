package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.settings.Home;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The program behind {@code ./atrium}, which has built it. */
public final class Main {

    static final int FAILED = 1;

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) throws IOException {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        Map<String, String> environment = System.getenv();
        Home home = Home.of(Path.of(System.getProperty("atrium.checkout", ".")), environment);
        Console console = Console.of(environment, Boolean.getBoolean("atrium.terminal"));
        int code = Commands.of(new Context(home, environment, console), System.out, System.err, arguments)
                .execute(arguments);
        forgetLauncher(home);
        System.exit(code);
    }

    /** The shell script notes the process that builds and starts, which by now is this one. */
    private static void forgetLauncher(Home home) throws IOException {
        Path note = home.run().resolve("launcher");
        boolean own = Files.isRegularFile(note)
                && Files.readString(note)
                        .strip()
                        .equals(Long.toString(ProcessHandle.current().pid()));
        if (own) {
            Files.delete(note);
        }
    }
}
