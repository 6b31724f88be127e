package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.demo.ShownRun;
import io.atrium.local.platform.Home;
import io.atrium.local.platform.Ports;
import io.atrium.local.process.LogFollower;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** {@code up}: the whole platform, the shown run, and what to do with it. */
final class UpCommand {

    private final Home home;
    private final Ports ports;
    private final Platform platform;
    private final Console console;

    UpCommand(Home home, Ports ports, Platform platform, Console console) {
        this.home = home;
        this.ports = ports;
        this.platform = platform;
        this.console = console;
    }

    int run(boolean foreground) throws IOException {
        console.title("Starting Atrium");
        Start start = new Start(home, platform, console, false);
        Start.Outcome outcome = start.run();
        if (outcome != Start.Outcome.STARTED) {
            console.print("Atrium is up.");
            new Addresses(home, ports, console).print();
            return foreground ? follow() : 0;
        }
        boolean good = new ShownRun(ports, console).run();
        new Addresses(home, ports, console).print();
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
        for (Map.Entry<String, Path> log : Addresses.logs(home).entrySet()) {
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
