package io.atrium.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An upstream of one scripted answer per connection, that records each request's head as it came over the wire. */
final class RawServer implements AutoCloseable {

    /** What happens on a connection after the request's head has been read. */
    interface Script {
        void play(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Script script;
    final BlockingQueue<List<String>> heads = new LinkedBlockingQueue<>();

    RawServer(Script script) throws IOException {
        this.socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread thread = new Thread(this::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    static Script answering(String reply) {
        return (in, out) -> out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            heads.add(readHead(in));
            script.play(in, connection.getOutputStream());
        } catch (IOException e) {
            heads.add(List.of("broken: " + e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static List<String> readHead(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int read = in.read();
        while (read >= 0) {
            if (read == '\n') {
                if (line.isEmpty()) {
                    return lines;
                }
                lines.add(line.toString());
                line.setLength(0);
            } else if (read != '\r') {
                line.append((char) read);
            }
            read = in.read();
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
