package io.atrium.local.command;

import io.atrium.local.console.PlatformException;
import io.atrium.local.demo.ShownRun;
import io.atrium.local.supervisor.PlatformState;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code demo}: the shown run again. */
@Command(
        name = "demo",
        header = "Show the run of ./atrium up again.",
        description = "Registers an organization, creates a user, sends signed webhooks, runs a sync and verifies the"
                + " audit trail, all through the public address of the running platform.",
        exitCodeList = {
            "0:Every step succeeded.",
            "1:A step failed, or the platform is not up.",
            "2:The command line is wrong; nothing was done."
        },
        footer = "  ./atrium demo")
final class DemoCommand implements Callable<Integer> {

    private final Context context;

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Platform platform = context.platform();
        boolean up = platform.supervisor().isPresent()
                && platform.state()
                        .filter(state -> state.phase() == PlatformState.Phase.UP && !state.infrastructureOnly())
                        .isPresent();
        if (!up) {
            throw new PlatformException("Atrium is not running; ./atrium up starts it.");
        }
        return new ShownRun(context.ports(), context.certificate(), context.console()).run() ? 0 : Main.FAILED;
    }
}
