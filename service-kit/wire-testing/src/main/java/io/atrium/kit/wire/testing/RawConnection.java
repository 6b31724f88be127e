package io.atrium.kit.wire.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A connection that sends exactly the bytes it is given and reads replies by their own framing. */
public final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends each character as one byte, all in one write. */
    public RawConnection send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    /** The next final reply; interim ones are skipped. */
    public Reply read() throws IOException {
        Reply reply = readOne();
        while (reply.status() >= 100 && reply.status() < 200) {
            reply = readOne();
        }
        return reply;
    }

    /** Whether the other side has ended the connection, without another byte. */
    public boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Reply readOne() throws IOException {
        List<String> head = readHead(in);
        if (head.isEmpty()) {
            throw new IOException("no reply");
        }
        Reply reply = new Reply(head, "");
        if (reply.status() < 200 || reply.status() == 204 || reply.status() == 304) {
            return reply;
        }
        if (reply.header("transfer-encoding").isPresent()) {
            return new Reply(head, readChunks());
        }
        Optional<String> length = reply.header("content-length");
        byte[] body = length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
        return new Reply(head, new String(body, StandardCharsets.ISO_8859_1));
    }

    private String readChunks() throws IOException {
        StringBuilder body = new StringBuilder();
        int size;
        do {
            size = Integer.parseInt(readLine(in).orElseThrow(), 16);
            body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
            readLine(in);
        } while (size > 0);
        return body.toString();
    }

    static List<String> readHead(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        Optional<String> line = readLine(in);
        while (line.isPresent() && !line.get().isEmpty()) {
            lines.add(line.get());
            line = readLine(in);
        }
        return lines;
    }

    static Optional<String> readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int read = in.read();
        while (read >= 0 && read != '\n') {
            if (read != '\r') {
                line.append((char) read);
            }
            read = in.read();
        }
        return read < 0 && line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A reply as it came. */
    public record Reply(List<String> head, String body) {

        public Reply {
            head = List.copyOf(head);
        }

        public int status() {
            return Integer.parseInt(head.get(0).split(" ", 3)[1]);
        }

        public Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst();
        }
    }
}
