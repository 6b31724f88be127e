package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.demo.ShownRun;
import io.atrium.local.platform.PlatformException;
import io.atrium.local.platform.PlatformState;
import io.atrium.local.platform.Ports;
import java.io.IOException;

/** {@code demo}: the shown run again. */
final class DemoCommand {

    private final Ports ports;
    private final Platform platform;
    private final Console console;

    DemoCommand(Ports ports, Platform platform, Console console) {
        this.ports = ports;
        this.platform = platform;
        this.console = console;
    }

    int run() throws IOException {
        boolean up = platform.supervisor().isPresent()
                && platform.state()
                        .filter(state -> state.phase() == PlatformState.Phase.UP && !state.infrastructureOnly())
                        .isPresent();
        if (!up) {
            throw new PlatformException("Atrium is not running; ./atrium up starts it.");
        }
        return new ShownRun(ports, console).run() ? 0 : Main.FAILED;
    }
}
