package io.atrium.bench;

import io.atrium.kit.embedded.Ports;
import io.atrium.local.topology.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of a platform that a benchmark starts. */
final class PlatformSettings {

    private static final List<String> LIMITS = List.of(
            "RATE_LIMIT_REQUESTS",
            "RATE_LIMIT_LOGIN_REQUESTS",
            "RATE_LIMIT_LOGIN_ACCOUNT_REQUESTS",
            "RATE_LIMIT_REGISTER_REQUESTS",
            "RATE_LIMIT_REGISTER_ACCOUNT_REQUESTS",
            "WEBHOOK_RATE_LIMIT");

    private PlatformSettings() {}

    /** Free ports, no limits, and no archive of classes that is made beside the measurement. */
    static Map<String, String> unlimited() {
        Map<String, String> settings = new HashMap<>();
        Topology.ofDeployment().ports().forEach(port -> settings.put(port.variable(), freePort(settings)));
        LIMITS.forEach(limit -> settings.put(limit, "0"));
        settings.put("ATRIUM_CLASS_ARCHIVES", "off");
        return settings;
    }

    /** One that no other part has been given. */
    private static String freePort(Map<String, String> settings) {
        String port = Integer.toString(Ports.free());
        return settings.containsValue(port) ? freePort(settings) : port;
    }
}
