package io.atrium.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A connection that sends exactly the bytes it is given: headers that no well-behaved client would send. */
final class RawClient implements AutoCloseable {

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
    }

    /** From another address of this machine. */
    RawClient(int port, String from) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
        socket.setSoTimeout(10_000);
    }

    RawClient send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    Reply head() throws IOException {
        return new Reply(RawServer.readHead(socket.getInputStream()), "");
    }

    /** The head and everything until the server closes. */
    Reply readAll() throws IOException {
        InputStream in = socket.getInputStream();
        List<String> head = RawServer.readHead(in);
        return new Reply(head, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /** The next bytes that arrive, at most {@code most}. */
    String next(int most) throws IOException {
        byte[] bytes = new byte[most];
        int count = socket.getInputStream().read(bytes);
        return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Reply(List<String> head, String body) {

        String status() {
            return head.isEmpty() ? "" : head.get(0).split(" ", -1)[1];
        }

        Optional<String> header(String name) {
            return values(head, name).stream().findFirst();
        }

        static List<String> values(List<String> head, String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }
}
