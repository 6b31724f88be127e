package io.atrium.local.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code down}: stops everything; the data stays. */
@Command(
        name = "down",
        header = "Stop everything; the data stays.",
        description = "Also stops what an earlier run has left and a start that is under way.",
        exitCodeList = {
            "0:Nothing runs any more.",
            "1:Something could not be stopped.",
            "2:The command line is wrong; nothing was stopped."
        },
        footer = "  ./atrium down")
final class DownCommand implements Callable<Integer> {

    private final Context context;

    DownCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        boolean ran = context.platform().stop();
        context.console().print(ran ? "Atrium is down; its data is kept." : "Atrium is not running.");
        return 0;
    }
}
