package io.atrium.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server under test in a JVM of its own, and the CPU time that it has used. */
final class ServerProcess implements AutoCloseable {

    /** One tick of /proc's clock in microseconds: USER_HZ is 100 on every Linux there is. */
    private static final double TICK_MICROS = 10_000;

    private static final int STARTUP_ATTEMPTS = 600;

    private final String name;
    private final int port;
    private final Process process;

    private ServerProcess(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    static ServerProcess start(String name, int port, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("atrium-bench-" + name, ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        ServerProcess server = new ServerProcess(name, port, builder.start());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitPort(log);
        return server;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** User and system time in microseconds, or NaN where there is no /proc. */
    double cpuMicros() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitPort(Path log) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < STARTUP_ATTEMPTS; attempt++) {
            if (!process.isAlive()) {
                throw new IOException(name + " ended while it started:\n" + Files.readString(log));
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("localhost", port), 100);
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IOException(name + " does not listen; see " + log);
    }
}
