package io.atrium.local.command;

import io.atrium.kit.embedded.EmbeddedException;
import io.atrium.local.console.Console;
import io.atrium.local.operator.ServiceCalls;
import io.atrium.local.platform.DotEnv;
import io.atrium.local.platform.Home;
import io.atrium.local.platform.PlatformException;
import io.atrium.local.platform.Ports;
import io.atrium.local.platform.Supervisor;
import io.atrium.local.topology.Topology;
import io.atrium.local.topology.TopologyException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The program behind {@code ./atrium}, which has built it and checks the usage. */
public final class Main {

    static final int FAILED = 1;

    private static final Set<String> WITH_SETTINGS =
            Set.of("up", "infra", "demo", "supervise", "quarantine", "dead-letters");

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) throws IOException {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        Map<String, String> environment = System.getenv();
        Console console = Console.of(environment, Boolean.getBoolean("atrium.terminal"));
        int code;
        try {
            // Before anything depends on it, so that a bad file is told in one line.
            Topology.ofDeployment();
            Home home = Home.of(Path.of(System.getProperty("atrium.checkout", ".")), environment);
            code = run(List.of(arguments), home, settings(List.of(arguments), home, environment), console);
            forgetLauncher(home);
        } catch (PlatformException | EmbeddedException | TopologyException e) {
            console.fail(e.getMessage() == null ? e.toString() : e.getMessage());
            code = FAILED;
        } catch (IOException e) {
            console.fail(e.getMessage() == null ? e.toString() : e.getMessage());
            code = FAILED;
        }
        System.exit(code);
    }

    /** With those of the checkout's {@code .env}; a bad line in it keeps nobody from stopping what runs. */
    private static Map<String, String> settings(List<String> arguments, Home home, Map<String, String> environment)
            throws IOException {
        boolean needs = !arguments.isEmpty() && WITH_SETTINGS.contains(arguments.get(0));
        return needs ? DotEnv.over(home.checkout().resolve(DotEnv.FILE), environment) : environment;
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

    private static int run(List<String> arguments, Home home, Map<String, String> environment, Console console)
            throws IOException {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> options = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        if (command.equals("supervise")) {
            return Supervisor.run(home, environment, options.contains("--infra"));
        }
        Ports ports = Ports.of(environment);
        Platform platform = new Platform(home);
        return switch (command) {
            case "up" -> new UpCommand(home, ports, platform, console).run(options.contains("--foreground"));
            case "infra" -> new InfraCommand(home, ports, platform, console).run();
            case "down" -> new DownCommand(platform, console).run();
            case "status" -> new StatusCommand(platform, console).run(options.contains("--json"));
            case "logs" -> new LogsCommand(home, console).run(options);
            case "demo" -> new DemoCommand(ports, platform, console).run();
            case "quarantine" ->
                new SetAsideCommand(new Quarantine(new ServiceCalls(ports, environment)), console).run(options);
            case "dead-letters" ->
                new SetAsideCommand(new DeadLetters(new ServiceCalls(ports, environment)), console).run(options);
            case "reset" -> new ResetCommand(home, platform, console).run(options.contains("--yes"));
            default -> throw new PlatformException("There is no command " + command + "; see ./atrium --help");
        };
    }
}
