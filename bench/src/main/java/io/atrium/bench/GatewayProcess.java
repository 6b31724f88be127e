package io.atrium.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged webhook-gateway in a JVM of its own. */
final class GatewayProcess {

    private static final int GRACE_ATTEMPTS = 300;

    private GatewayProcess() {}

    static ServerProcess start(Plan plan, Broker broker) throws IOException, InterruptedException {
        if (!Files.exists(plan.gateway())) {
            throw new IOException(
                    plan.gateway() + " is missing: ./mvnw -q -pl webhook-gateway -am package -DskipTests");
        }
        int port = freePort();
        return ServerProcess.start(
                "gateway",
                port,
                java("-jar", plan.gateway().toString()),
                Map.of(
                        "PORT",
                        Integer.toString(port),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker.bootstrapServers(),
                        "WEBHOOK_SOURCE_KEY",
                        Fixture.SOURCE_KEY,
                        // Deliveries are counted as ever, and none is refused.
                        "WEBHOOK_RATE_LIMIT",
                        "300000000"));
    }

    /** The gateway answers 503 until it has read its topics. */
    static void awaitAccepted(LoadGenerator load, PreparedRequests requests, ServerProcess gateway)
            throws InterruptedException {
        Exception last = new IllegalStateException("never asked");
        for (int attempt = 0; attempt < GRACE_ATTEMPTS; attempt++) {
            try {
                load.run(gateway.port(), requests.next(1));
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the gateway accepts nothing", last);
    }

    /** The command of a server: every one has the same flags. */
    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k"));
        command.addAll(List.of(arguments));
        return command;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
