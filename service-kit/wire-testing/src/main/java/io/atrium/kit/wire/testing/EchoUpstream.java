package io.atrium.kit.wire.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An upstream that trusts every byte: it keeps its connections, reads bodies as their framing says and answers with the
 * request's own id and body. An address that ends with {@code /early} is answered before its body is read, as a service
 * does that refuses a caller. Whatever a gateway left on a connection would be read as the next request.
 */
public final class EchoUpstream implements AutoCloseable {

    public static final String PROBE = "X-Probe";

    /** One request as it was understood. */
    public record Seen(List<String> head, String body) {

        public Seen {
            head = List.copyOf(head);
        }

        public Optional<String> header(String name) {
            return EchoUpstream.header(head, name);
        }
    }

    private final ServerSocket socket;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    public EchoUpstream() throws IOException {
        socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The requests since the last call. */
    public List<Seen> takeSeen() {
        List<Seen> taken = new ArrayList<>();
        for (Seen next = seen.poll(); next != null; next = seen.poll()) {
            taken.add(next);
        }
        return taken;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "echo-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (List<String> head = RawConnection.readHead(in); !head.isEmpty(); head = RawConnection.readHead(in)) {
                answer(head, in, connection.getOutputStream());
            }
        } catch (IOException | RuntimeException e) {
            // A gateway hung up on this connection.
        }
    }

    private void answer(List<String> head, InputStream in, OutputStream out) throws IOException {
        boolean early = head.get(0).split(" ", 3)[1].endsWith("/early");
        String probe = header(head, PROBE).orElse("");
        if (early) {
            seen.add(new Seen(head, ""));
            write(out, 401, "early");
            body(head, in);
        } else {
            String body = body(head, in);
            seen.add(new Seen(head, body));
            write(out, 200, head.get(0).startsWith("HEAD ") ? "" : probe + "|" + body);
        }
    }

    private static void write(OutputStream out, int status, String body) throws IOException {
        out.write("HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String body(List<String> head, InputStream in) throws IOException {
        if (header(head, "transfer-encoding").isEmpty()) {
            int length = Integer.parseInt(header(head, "content-length").orElse("0"));
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("a body that ended early");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(RawConnection.readLine(in).orElseThrow(IOException::new), 16);
            body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
            if (RawConnection.readLine(in).isEmpty()) {
                throw new IOException("a chunk that ended early");
            }
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private static Optional<String> header(List<String> head, String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
