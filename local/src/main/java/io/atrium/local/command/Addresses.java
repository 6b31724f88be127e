package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.settings.GatewayCertificate;
import io.atrium.local.settings.Home;
import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of addresses that a start ends with. */
final class Addresses {

    private final Home home;
    private final Ports ports;
    private final String scheme;
    private final Console console;

    Addresses(Home home, Ports ports, Optional<GatewayCertificate> certificate, Console console) {
        this.home = home;
        this.ports = ports;
        this.scheme = certificate.isPresent() ? "https" : "http";
        this.console = console;
    }

    void print() {
        String gateway = scheme + "://localhost:" + ports.of(Part.GATEWAY);
        List<Integer> mocks = ports.all(Part.MOCKS);
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("WHAT", "WHERE"),
                List.of("public API", gateway + "/api/v1"),
                List.of("documentation", gateway + "/docs"),
                List.of("health of all", gateway + "/api/v1/health")));
        Part.SERVICES.forEach(service -> rows.add(List.of(service.label(), local(service))));
        rows.addAll(List.of(
                List.of(
                        "mock providers",
                        "http://localhost:"
                                + mocks.stream().map(String::valueOf).collect(Collectors.joining(", "))),
                List.of(
                        "PostgreSQL",
                        "localhost:%d, user postgres, password dev-postgres".formatted(ports.of(Part.POSTGRES))),
                List.of("Kafka", "localhost:" + ports.of(Part.KAFKA)),
                List.of("logs", home.logs().toString())));
        console.print("");
        console.table(rows);
        console.print("");
        console.print("  ./atrium status | logs SERVICE | demo | down");
    }

    /** The log of every part, by its name. */
    static Map<String, Path> logs(Home home) {
        Map<String, Path> logs = new LinkedHashMap<>();
        for (Part part : Part.ALL) {
            logs.put(part.label(), home.log(part));
        }
        logs.put("supervisor", home.supervisorLog());
        return logs;
    }

    private String local(Part part) {
        return "http://localhost:" + ports.of(part);
    }
}
