package io.atrium.bench;

import io.atrium.local.settings.Ports;
import io.atrium.local.supervisor.GatewayPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The gateway built into ./atrium, as its supervisor opens it, alone in its process. Its ports are in the environment.
 * Argument: where it writes its access log.
 */
public final class GatewayProgram {

    private GatewayProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Logger.getLogger("").setLevel(Level.WARNING);
        try (GatewayPart gateway =
                GatewayPart.open("127.0.0.1", Ports.of(System.getenv()), Path.of(arguments[0]), Optional.empty())) {
            Thread.currentThread().join();
        }
    }
}
