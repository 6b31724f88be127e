package io.atrium.local.gateway;

import java.time.Duration;
import java.util.Map;

/**
 * How the gateway runs.
 *
 * @param host the address to listen on
 * @param port the public port; 0: any free one
 * @param upstreams where each service of the route table listens
 * @param connectTimeout how long a connection to a service may take before 502
 * @param idleTimeout how long a service may be silent before 504, or before a started reply is cut
 */
public record GatewayConfig(
        String host, int port, Map<String, Upstream> upstreams, Duration connectTimeout, Duration idleTimeout) {

    public GatewayConfig {
        upstreams = Map.copyOf(upstreams);
    }

    public static GatewayConfig of(String host, int port, Map<String, Upstream> upstreams) {
        return new GatewayConfig(host, port, upstreams, Duration.ofSeconds(2), Duration.ofSeconds(60));
    }
}
