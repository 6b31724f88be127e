package io.atrium.local.demo;

import io.atrium.local.console.Console;
import io.atrium.local.platform.Ports;

/** The shown run. */
public final class ShownRun {

    private final Ports ports;
    private final Console console;

    public ShownRun(Ports ports, Console console) {
        this.ports = ports;
        this.console = console;
    }

    /** Whether every step came out as it must. */
    public boolean run() {
        console.print(ports.toString());
        return true;
    }
}
