package io.atrium.system;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Whether the platform goes on as before: every process is the same, every service is ready, and with that each of its
 * consumers, and no outbox has a row that is not sent.
 */
final class PlatformHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<String, String> SERVICES = Map.of(
            "identity-service", "ATRIUM_IDENTITY_PORT",
            "tenant-service", "ATRIUM_TENANT_PORT",
            "audit-service", "ATRIUM_AUDIT_PORT",
            "webhook-gateway", "ATRIUM_WEBHOOK_GATEWAY_PORT",
            "integration-service", "ATRIUM_INTEGRATION_PORT");
    private static final String BACKLOG = "atrium_outbox_backlog";

    private final Map<String, Object> processes = processes();

    /** The faults since this was made. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Map<String, Object> now = processes();
        processes.forEach((part, pid) -> {
            if (!pid.equals(now.get(part))) {
                faults.add(part + " was restarted");
            }
        });
        new TreeMap<>(SERVICES).forEach((service, port) -> {
            String address = "http://localhost:" + Suite.running().port(port);
            try {
                Patience.await()
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> waiting(address).isEmpty());
            } catch (ConditionTimeoutException e) {
                faults.add(service + " waits: " + waiting(address));
            }
        });
        return faults;
    }

    /** What a service waits for; empty when it is nothing. */
    private static String waiting(String address) {
        Response ready = given().baseUri(address).get("/q/health/ready");
        if (ready.statusCode() != 200) {
            return ready.asString();
        }
        return given().baseUri(address)
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(BACKLOG) && !line.endsWith(" 0.0"))
                .findFirst()
                .orElse("");
    }

    private static Map<String, Object> processes() {
        List<Map<String, Object>> parts = Suite.running().status().getList("parts");
        Map<String, Object> processes = new LinkedHashMap<>();
        parts.forEach(part -> processes.put(String.valueOf(part.get("part")), String.valueOf(part.get("pid"))));
        return processes;
    }
}
