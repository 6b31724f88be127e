package io.atrium.local.gateway;

/** Where a service listens. */
public record Upstream(String host, int port) {

    public Upstream {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Not an address: " + host + ":" + port);
        }
    }
}
