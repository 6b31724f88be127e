package io.atrium.local.gateway;

import io.atrium.local.settings.GatewayCertificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the gateway runs.
 *
 * @param host the address to listen on
 * @param port the public port; 0: any free one
 * @param upstreams where each service of the route table listens
 * @param connectTimeout how long a connection to a service may take before 502
 * @param idleTimeout how long a service may be silent before 504, or before a started reply is cut
 * @param limits what clients may hold
 * @param certificate with one the port takes HTTPS alone, without one plain HTTP
 */
public record GatewayConfig(
        String host,
        int port,
        Map<String, Upstream> upstreams,
        Duration connectTimeout,
        Duration idleTimeout,
        GatewayLimits limits,
        Optional<GatewayCertificate> certificate) {

    public GatewayConfig {
        upstreams = Map.copyOf(upstreams);
    }

    public GatewayConfig(
            String host, int port, Map<String, Upstream> upstreams, Duration connectTimeout, Duration idleTimeout) {
        this(host, port, upstreams, connectTimeout, idleTimeout, GatewayLimits.DEFAULT, Optional.empty());
    }

    public GatewayConfig with(Optional<GatewayCertificate> other) {
        return new GatewayConfig(host, port, upstreams, connectTimeout, idleTimeout, limits, other);
    }

    public GatewayConfig with(GatewayLimits other) {
        return new GatewayConfig(host, port, upstreams, connectTimeout, idleTimeout, other, certificate);
    }

    public static GatewayConfig of(String host, int port, Map<String, Upstream> upstreams) {
        return new GatewayConfig(host, port, upstreams, Duration.ofSeconds(2), Duration.ofSeconds(60));
    }
}
