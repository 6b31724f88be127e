package io.atrium.local.supervisor;

import io.atrium.local.console.PlatformException;
import io.atrium.local.gateway.Gateway;
import io.atrium.local.gateway.GatewayConfig;
import io.atrium.local.gateway.RouteTable;
import io.atrium.local.gateway.Upstream;
import io.atrium.local.settings.GatewayCertificate;
import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The gateway with its access log; it runs in the supervisor itself. */
public final class GatewayPart implements AutoCloseable {

    private final Gateway gateway;
    private final PrintWriter accessLog;

    private GatewayPart(Gateway gateway, PrintWriter accessLog) {
        this.gateway = gateway;
        this.accessLog = accessLog;
    }

    /**
     * Opens the public address.
     *
     * @param host the address to listen on
     * @param ports its own and those of the services behind it
     * @param log where a line for each request is appended
     * @param certificate of the public address, where it is https
     * @throws IOException when the log cannot be written or the port cannot be taken
     */
    public static GatewayPart open(String host, Ports ports, Path log, Optional<GatewayCertificate> certificate)
            throws IOException {
        Map<String, Upstream> upstreams = new HashMap<>();
        Part.SERVICES.forEach(part -> upstreams.put(part.label(), new Upstream("127.0.0.1", ports.of(part))));
        PrintWriter accessLog = new PrintWriter(
                Files.newBufferedWriter(
                        log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true);
        try {
            Gateway gateway = Gateway.start(
                    RouteTable.ofDeployment(),
                    GatewayConfig.of(host, ports.of(Part.GATEWAY), upstreams).with(certificate),
                    line -> accessLog.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line));
            return new GatewayPart(gateway, accessLog);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Stopped while starting.", e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        accessLog.close();
    }
}
