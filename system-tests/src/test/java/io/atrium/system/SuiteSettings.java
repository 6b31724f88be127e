package io.atrium.system;

import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the suite, none of them the default, in an {@code .env} as an operator writes it. It lies in a folder
 * that links to the built modules, so that a developer's own {@code .env} is neither read nor changed.
 */
final class SuiteSettings {

    static final int ACCESS_TOKEN_EXPIRE_MINUTES = 45;
    static final int CIRCUIT_BREAKER_FAILURE_THRESHOLD = 3;
    static final int CIRCUIT_BREAKER_TIMEOUT_SECONDS = 3;
    static final String CORS_ORIGIN = "https://app.example.com";
    static final String SUPER_ADMIN = "operator@platform.example.com";
    static final String SECRET_KEY = "a key of this suite alone 0123456789abcdef";

    /** What the launcher reads of a checkout. */
    private static final List<String> PARTS = Stream.concat(
                    Stream.of("deploy", "mock-services"),
                    Topology.ofDeployment().services().stream().map(Service::name))
            .toList();

    private SuiteSettings() {}

    private static Map<String, String> values() {
        return new TreeMap<>(Map.of(
                "ACCESS_TOKEN_EXPIRE_MINUTES",
                Integer.toString(ACCESS_TOKEN_EXPIRE_MINUTES),
                "CIRCUIT_BREAKER_FAILURE_THRESHOLD",
                Integer.toString(CIRCUIT_BREAKER_FAILURE_THRESHOLD),
                "CIRCUIT_BREAKER_TIMEOUT",
                Integer.toString(CIRCUIT_BREAKER_TIMEOUT_SECONDS),
                "CORS_ORIGINS",
                CORS_ORIGIN,
                "SECRET_KEY",
                SECRET_KEY,
                "SUPER_ADMIN_EMAIL",
                SUPER_ADMIN,
                "SUPER_ADMIN_PASSWORD",
                Tenant.PASSWORD,
                // calls that no test makes would be counted with those that one makes
                "INTEGRATION_PROBE_INTERVAL",
                "1h"));
    }

    /** Makes the folder that the launcher takes for its checkout. */
    static void write(Path checkout, Path folder) {
        try {
            Files.createDirectories(folder);
            for (String part : PARTS) {
                Path link = folder.resolve(part);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, checkout.resolve(part));
            }
            String text = values().entrySet().stream()
                    .map(value -> value.getKey() + "='" + value.getValue() + "'")
                    .collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(folder.resolve(".env"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
