package io.atrium.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A server under test in a JVM of its own, and the CPU time that it has used. */
final class ServerProcess implements AutoCloseable {

    private static final int STARTUP_ATTEMPTS = 600;
    private static final int GRACE_ATTEMPTS = 300;

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
        Path log = Files.createTempFile("atrium-bench-" + name.replace(' ', '-'), ".log");
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

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** User and system time in microseconds, or NaN where there is no /proc. */
    double cpuMicros() {
        return ProcessCpu.micros(handle());
    }

    /**
     * Returns when it answers as the load expects: one that follows topics answers 503 until it has read them.
     *
     * @param one makes one request
     * @throws IllegalStateException when it does not within half a minute
     */
    void await(LoadGenerator load, Supplier<Requests> one) throws InterruptedException {
        Exception last = new IllegalStateException("never asked");
        for (int attempt = 0; attempt < GRACE_ATTEMPTS; attempt++) {
            try {
                load.run(port, one.get());
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException(name + " gave an unexpected reply", last);
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
