package io.atrium.local.gateway;

import static org.awaitility.Awaitility.await;

import io.atrium.kit.embedded.Executables;
import io.atrium.local.deployment.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The deployment's nginx.conf in a real nginx, where one is installed; only ports, folders and addresses differ. */
final class RunningNginx implements AutoCloseable {

    private final Process process;
    private final int port;

    private RunningNginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<String> binary() {
        return Executables.find("nginx").map(Path::toString);
    }

    static RunningNginx start(Path folder, Map<String, Upstream> upstreams) throws IOException, InterruptedException {
        return start(folder, upstreams, Map.of());
    }

    /** @param environment what the container's environment says of the public address */
    static RunningNginx start(Path folder, Map<String, Upstream> upstreams, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (StartScript.run(folder, environment).code() != 0) {
            throw new IOException("start.sh refuses " + environment);
        }
        int port = freePort();
        String conf = Repository.text("deploy/gateway/nginx.conf")
                .replace("listen 8090;", "listen 127.0.0.1:" + freePort() + ";")
                .replace("worker_processes auto;", "worker_processes 1;")
                .replace("/tmp/", folder + "/")
                .replace("/dev/stdout", folder + "/access.log")
                .replace("/dev/stderr", folder + "/error.log");
        Path listen = folder.resolve("listen.conf");
        Files.writeString(listen, Files.readString(listen).replace("listen 8000", "listen 127.0.0.1:" + port));
        StringBuilder servers = new StringBuilder();
        upstreams.forEach(
                (service, upstream) -> servers.append("upstream %s { server %s:%d max_fails=0; keepalive 8; }%n"
                        .formatted(service, upstream.host(), upstream.port())));
        Files.writeString(folder.resolve("nginx.conf"), conf);
        Files.writeString(folder.resolve("upstreams.conf"), servers);
        Files.copy(Repository.file("deploy/gateway/problem.conf"), folder.resolve("problem.conf"));
        Process process = new ProcessBuilder(
                        binary().orElseThrow(),
                        "-p",
                        folder.toString(),
                        "-c",
                        "nginx.conf",
                        "-g",
                        "daemon off; user root;")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        RunningNginx nginx = new RunningNginx(process, port);
        await().atMost(10, TimeUnit.SECONDS).until(() -> listens(port));
        return nginx;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static boolean listens(int port) {
        try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
