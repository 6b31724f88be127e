package io.atrium.bench;

import io.atrium.kit.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged webhook-gateway in a JVM of its own. */
final class GatewayProcess {

    private GatewayProcess() {}

    /** Counts deliveries as ever, and refuses none. */
    static ServerProcess start(Plan plan, Broker broker) throws IOException, InterruptedException {
        return start("gateway", plan, broker, Map.of("WEBHOOK_RATE_LIMIT", "300000000"));
    }

    /** With further settings. */
    static ServerProcess start(String name, Plan plan, Broker broker, Map<String, String> settings)
            throws IOException, InterruptedException {
        if (!Files.exists(plan.gateway())) {
            throw new IOException(
                    plan.gateway() + " is missing: ./mvnw -q -pl webhook-gateway -am package -DskipTests");
        }
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("WEBHOOK_SOURCE_KEY", Fixture.SOURCE_KEY);
        return ServerProcess.start(name, port, java("-jar", plan.gateway().toString()), environment);
    }

    /** The command of a server: every one has the same flags. */
    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k"));
        command.addAll(List.of(arguments));
        return command;
    }
}
