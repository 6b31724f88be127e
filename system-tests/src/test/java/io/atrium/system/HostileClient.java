package io.atrium.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** Writes requests as they are to the public address, each on a connection of its own. */
final class HostileClient {

    private static final int PATIENCE_MILLIS = 20_000;

    private final URI address;

    HostileClient(String address) {
        this.address = URI.create(address);
    }

    /** The reply; status 0 when the connection was closed without one, -1 when nothing came in time. */
    HostileReply send(HostileRequest request) throws IOException {
        long began = System.nanoTime();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        int ended = 0;
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, request);
            ended = read(socket.getInputStream(), received);
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        HostileReply reply = HostileReply.parse(received.toByteArray(), millis);
        return reply.status() == 0 && ended < 0 ? new HostileReply(-1, null, null, "", millis) : reply;
    }

    /** A server that has refused the head need not read the body: what it said is read all the same. */
    private static void write(Socket socket, HostileRequest request) {
        try {
            socket.getOutputStream().write(request.bytes());
            if (request.mayBeCutOff()) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // the reply, or that there is none, says what happened
        }
    }

    private static int read(InputStream in, ByteArrayOutputStream received) throws IOException {
        byte[] buffer = new byte[16_384];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received.write(buffer, 0, count);
            }
            return 0;
        } catch (SocketTimeoutException e) {
            return -1;
        } catch (IOException e) {
            return 0;
        }
    }
}
