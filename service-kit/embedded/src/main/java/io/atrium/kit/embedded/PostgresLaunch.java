package io.atrium.kit.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server's command line: small, loopback only, UTC. */
final class PostgresLaunch {

    private PostgresLaunch() {}

    static Process process(PostgresOptions options, Path data, int port, Path log) {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        settings(options).forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        try {
            return PostgresCommand.of("postgres", arguments, log)
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .start();
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL cannot be started: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> settings(PostgresOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "localhost");
        // A socket in /tmp would collide between users, and its path has a length limit elsewhere.
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "64MB");
        settings.put("work_mem", "4MB");
        settings.put("maintenance_work_mem", "32MB");
        settings.put("max_wal_size", "512MB");
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("max_worker_processes", "4");
        settings.put("jit", "off");
        settings.put("io_method", "sync");
        settings.put("log_min_messages", "warning");
        String durable = options.durable() ? "on" : "off";
        settings.put("fsync", durable);
        settings.put("synchronous_commit", durable);
        settings.put("full_page_writes", durable);
        settings.putAll(options.settings());
        return settings;
    }

    static java.io.File nothing() {
        return new java.io.File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
