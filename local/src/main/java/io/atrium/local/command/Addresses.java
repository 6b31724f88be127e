package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.platform.Home;
import io.atrium.local.platform.Part;
import io.atrium.local.platform.Ports;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of addresses that a start ends with. */
final class Addresses {

    private final Home home;
    private final Ports ports;
    private final Console console;

    Addresses(Home home, Ports ports, Console console) {
        this.home = home;
        this.ports = ports;
        this.console = console;
    }

    void print() {
        String gateway = "http://localhost:" + ports.of(Part.GATEWAY);
        List<Integer> mocks = ports.all(Part.MOCKS);
        console.print("");
        console.table(List.of(
                List.of("WHAT", "WHERE"),
                List.of("public API", gateway + "/api/v1"),
                List.of("documentation", gateway + "/docs"),
                List.of("health of all", gateway + "/api/v1/health"),
                List.of("identity-service", service(Part.IDENTITY)),
                List.of("tenant-service", service(Part.TENANT)),
                List.of("audit-service", service(Part.AUDIT)),
                List.of("webhook-gateway", service(Part.WEBHOOK_GATEWAY)),
                List.of("integration-service", service(Part.INTEGRATION)),
                List.of("mock providers", "http://localhost:%d, %d, %d".formatted(mocks.toArray())),
                List.of(
                        "PostgreSQL",
                        "localhost:%d, user postgres, password dev-postgres".formatted(ports.of(Part.POSTGRES))),
                List.of("Kafka", "localhost:" + ports.of(Part.KAFKA)),
                List.of("logs", home.logs().toString())));
        console.print("");
        console.print("  ./atrium status | logs SERVICE | demo | down");
    }

    /** The log of every part, by its name. */
    static Map<String, Path> logs(Home home) {
        Map<String, Path> logs = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            logs.put(part.label(), home.log(part));
        }
        logs.put("supervisor", home.supervisorLog());
        return logs;
    }

    private String service(Part part) {
        return "http://localhost:" + ports.of(part);
    }
}
