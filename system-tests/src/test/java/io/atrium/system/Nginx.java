package io.atrium.system;

import io.atrium.kit.embedded.Executables;
import io.atrium.kit.embedded.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The deployment's nginx in front of several replicas of each service: its configuration as it is, but for ports,
 * folders and the addresses of the replicas. It is told of a replica that comes or goes, as by names in Kubernetes, and it
 * keeps no connection of a client open, which would be closed when it reads its configuration again.
 */
final class Nginx implements AutoCloseable {

    private final Process process;
    private final int port;
    private final Path folder;

    private Nginx(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    /** @param replicas the ports of each service */
    static Nginx start(Map<String, List<Integer>> replicas) throws IOException {
        Path files = files();
        Path folder = Files.createDirectories(
                Path.of("target", "nginx", Long.toString(System.nanoTime())).toAbsolutePath());
        Files.copy(files.resolve("problem.conf"), folder.resolve("problem.conf"));
        int port = Ports.free();
        Files.writeString(
                folder.resolve("start.sh"),
                Files.readString(files.resolve("start.sh")).replace("listen 8000;", "listen 127.0.0.1:" + port + ";"));
        Files.writeString(
                folder.resolve("nginx.conf"),
                Files.readString(files.resolve("nginx.conf"))
                        .replace("listen 8090;", "listen 127.0.0.1:" + Ports.free() + ";")
                        .replace("worker_processes auto;", "worker_processes 1;")
                        .replace("keepalive_timeout 65s;", "keepalive_timeout 0;")
                        .replace("/tmp/", folder + "/")
                        .replace("/dev/stdout", folder + "/access.log")
                        .replace("/dev/stderr", folder + "/error.log"));
        Files.writeString(folder.resolve("upstreams.conf"), upstreams(folder, replicas));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "start.sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile());
        String path = Executables.find("nginx").orElseThrow().getParent() + File.pathSeparator + System.getenv("PATH");
        builder.environment().putAll(Map.of("PATH", path, "TMPDIR", folder.toString()));
        Nginx nginx = new Nginx(builder.start(), port, folder);
        // SIGTERM ends its workers too
        Runtime.getRuntime().addShutdownHook(new Thread(nginx.process::destroy));
        try {
            Patience.await().until(() -> Ports.answers(port));
        } catch (RuntimeException e) {
            nginx.close();
            throw e;
        }
        return nginx;
    }

    /** Each server of the deployment's file becomes as many as there are replicas; how they are used stays. */
    private static String upstreams(Path folder, Map<String, List<Integer>> replicas) throws IOException {
        String text = Files.readString(files().resolve("upstreams.conf")).replace("/tmp/", folder + "/");
        for (Map.Entry<String, List<Integer>> service : replicas.entrySet()) {
            String servers = service.getValue().stream()
                    .map(port -> "server 127.0.0.1:" + port + "$1;")
                    .collect(Collectors.joining("\n    "));
            text = text.replaceAll("server " + service.getKey() + ":\\d+ resolve([^;]*);", servers);
        }
        return text;
    }

    private static Path files() {
        return Suite.running().checkout().resolve("deploy/gateway");
    }

    /** From the return of this call on, new requests go to these replicas. */
    void use(Map<String, List<Integer>> replicas) throws IOException {
        Set<Long> before = workers();
        Files.writeString(folder.resolve("upstreams.conf"), upstreams(folder, replicas));
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
        Patience.await().pollInterval(Duration.ofMillis(50)).until(() -> !before.containsAll(workers()));
    }

    private Set<Long> workers() {
        return process.children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
