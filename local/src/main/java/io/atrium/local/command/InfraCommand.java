package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code infra}: PostgreSQL and Kafka alone, migrated, for running one service in Quarkus' dev mode. */
@Command(
        name = "infra",
        header = "Start PostgreSQL and Kafka alone, for work on one service.",
        description = "For one service in Quarkus' dev mode: builds what is not built, and migrates the databases."
                + " ./atrium down stops PostgreSQL and Kafka; ./atrium up replaces them by the whole platform.",
        exitCodeList = {
            "0:PostgreSQL and Kafka are up.",
            "1:The build or the start failed.",
            "2:The command line is wrong; nothing was started.",
            "130:Interrupted with Ctrl-C; what this command started is stopped."
        },
        footer = {"  ./atrium infra", "  ./mvnw quarkus:dev -pl identity-service"})
final class InfraCommand implements Callable<Integer> {

    private final Context context;

    InfraCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Ports ports = context.ports();
        Console console = context.console();
        console.title("Starting PostgreSQL and Kafka");
        Start start = new Start(context.home(), context.platform(), console, true);
        start.run();
        start.leaveRunning();
        console.print("");
        console.print("PostgreSQL is at localhost:%d, Kafka at localhost:%d."
                .formatted(ports.of(Part.POSTGRES), ports.of(Part.KAFKA)));
        console.print("One service with live reload: ./mvnw quarkus:dev -pl identity-service");
        return 0;
    }
}
