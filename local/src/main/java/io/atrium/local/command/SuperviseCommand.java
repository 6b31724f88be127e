package io.atrium.local.command;

import io.atrium.local.supervisor.Supervisor;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code supervise}: the process in the background that {@code up} and {@code infra} start, not for people. */
@Command(name = SuperviseCommand.NAME, hidden = true)
final class SuperviseCommand implements Callable<Integer> {

    static final String NAME = "supervise";
    static final String INFRASTRUCTURE_ONLY = "--infra";

    private final Context context;

    @Option(names = INFRASTRUCTURE_ONLY)
    private boolean infrastructureOnly;

    SuperviseCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        return Supervisor.run(context.home(), context.settings(), infrastructureOnly);
    }
}
