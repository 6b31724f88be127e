package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.platform.Home;
import io.atrium.local.platform.Part;
import io.atrium.local.platform.Ports;
import java.io.IOException;

/** {@code infra}: PostgreSQL and Kafka alone, migrated, for running one service in Quarkus' dev mode. */
final class InfraCommand {

    private final Home home;
    private final Ports ports;
    private final Platform platform;
    private final Console console;

    InfraCommand(Home home, Ports ports, Platform platform, Console console) {
        this.home = home;
        this.ports = ports;
        this.platform = platform;
        this.console = console;
    }

    int run() throws IOException {
        console.title("Starting PostgreSQL and Kafka");
        Start start = new Start(home, platform, console, true);
        start.run();
        start.leaveRunning();
        console.print("");
        console.print("PostgreSQL is at localhost:%d, Kafka at localhost:%d."
                .formatted(ports.of(Part.POSTGRES), ports.of(Part.KAFKA)));
        console.print("One service with live reload: ./mvnw quarkus:dev -pl identity-service");
        return 0;
    }
}
