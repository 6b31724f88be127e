package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.demo.ShownRun;
import io.atrium.local.process.LogFollower;
import io.atrium.local.settings.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up}: the whole platform, the shown run, and what to do with it. */
@Command(
        name = "up",
        header = "Build what is not built, start everything, show one real run.",
        description = {
            "Starts PostgreSQL, Kafka, the services, the mock providers and the gateway in the background, then makes"
                    + " one real run through the public address and prints where everything is. If the platform is"
                    + " already up, only the addresses are printed. ./atrium down stops it."
        },
        exitCodeList = {
            "0:The platform is up.",
            "1:The build, the start or the shown run failed.",
            "2:The command line is wrong; nothing was started.",
            "130:Interrupted with Ctrl-C; what this command started is stopped."
        },
        footer = "  ./atrium up --foreground")
final class UpCommand implements Callable<Integer> {

    private final Context context;
    private final Platform platform;
    private final Console console;

    @Option(
            names = "--foreground",
            arity = "0",
            description = "Stay and print the logs of all parts; Ctrl-C stops what this command has started.")
    private boolean foreground;

    UpCommand(Context context) {
        this.context = context;
        this.platform = context.platform();
        this.console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        Ports ports = context.ports();
        console.title("Starting Atrium");
        Start start = new Start(context.home(), platform, console, false);
        Start.Outcome outcome = start.run();
        Addresses addresses = new Addresses(context.home(), ports, context.certificate(), console);
        if (outcome != Start.Outcome.STARTED) {
            console.print("Atrium is up.");
            addresses.print();
            return foreground ? follow() : 0;
        }
        boolean good = new ShownRun(ports, context.certificate(), console).run();
        addresses.print();
        if (foreground) {
            return follow();
        }
        start.leaveRunning();
        return good ? 0 : Main.FAILED;
    }

    private int follow() throws IOException {
        console.print("");
        console.title("The logs of all parts; Ctrl-C stops");
        LogFollower logs = new LogFollower(console::print);
        for (Map.Entry<String, Path> log : Addresses.logs(context.home()).entrySet()) {
            logs.add("%-20s| ".formatted(log.getKey()), log.getValue());
        }
        while (platform.supervisor().isPresent()) {
            logs.poll();
            Platform.pause();
        }
        console.print("Atrium was stopped.");
        return 0;
    }
}
