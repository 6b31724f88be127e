package io.atrium.local.command;

import io.atrium.local.console.Console;
import java.io.IOException;

/** {@code down}: stops everything; the data stays. */
final class DownCommand {

    private final Platform platform;
    private final Console console;

    DownCommand(Platform platform, Console console) {
        this.platform = platform;
        this.console = console;
    }

    int run() throws IOException {
        boolean ran = platform.stop();
        console.print(ran ? "Atrium is down; its data is kept." : "Atrium is not running.");
        return 0;
    }
}
