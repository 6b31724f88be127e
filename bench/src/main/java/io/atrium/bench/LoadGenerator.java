package io.atrium.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends prepared requests over keep-alive connections, one at a time on each, and checks every answer. */
final class LoadGenerator {

    private static final long PATIENCE_SECONDS = 60;

    private final Vertx vertx;
    private final int connections;
    private final String expected;

    /** @param status the answer that every request must get */
    /** Expects 202. */
    LoadGenerator(Vertx vertx, int connections) {
        this(vertx, connections, 202);
    }

    LoadGenerator(Vertx vertx, int connections, int status) {
        this.vertx = vertx;
        this.connections = connections;
        this.expected = "HTTP/1.1 " + status + " ";
    }

    /** Sends all of them to a port and answers when the last is answered. */
    Round run(int port, List<byte[]> requests) throws Exception {
        NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        List<Future<NetSocket>> opening = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            opening.add(client.connect(port, "localhost"));
        }
        List<NetSocket> sockets = new ArrayList<>();
        for (Future<NetSocket> one : opening) {
            sockets.add(one.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        Sending sending = new Sending(requests, expected);
        long began = System.nanoTime();
        sockets.forEach(socket -> sending.new Connection(socket).start());
        sending.await();
        long took = System.nanoTime() - began;
        client.close();
        Arrays.sort(sending.latencies);
        return new Round(requests.size() * 1e9 / took, sending.percentile(50), sending.percentile(99));
    }

    /**
     * What came of a round.
     *
     * @param rate answers a second
     * @param p50 half of the answers came within so many milliseconds
     * @param p99 99 of 100 answers came within so many milliseconds
     */
    record Round(double rate, double p50, double p99) {}

    private static final class Sending {

        private final List<byte[]> requests;
        private final String expected;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final long[] latencies;
        private final CompletableFuture<Void> finished = new CompletableFuture<>();

        Sending(List<byte[]> requests, String expected) {
            this.requests = requests;
            this.expected = expected;
            this.latencies = new long[requests.size()];
        }

        void await() throws Exception {
            try {
                finished.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new IllegalStateException(
                        "only " + answered.get() + " of " + next.get() + " requests sent were answered", e);
            }
        }

        double percentile(int percent) {
            return latencies[Math.min(latencies.length - 1, latencies.length * percent / 100)] / 1e6;
        }

        private final class Connection {

            private final NetSocket socket;
            private Buffer answer = Buffer.buffer();
            private int number;
            private long sentAt;

            Connection(NetSocket socket) {
                this.socket = socket;
            }

            void start() {
                socket.handler(this::take);
                socket.closeHandler(nothing -> fail("closed by the server"));
                send();
            }

            private void send() {
                number = next.getAndIncrement();
                if (number < requests.size()) {
                    sentAt = System.nanoTime();
                    socket.write(Buffer.buffer(requests.get(number)));
                } else {
                    socket.closeHandler(null);
                    socket.close();
                }
            }

            private void take(Buffer chunk) {
                answer = answer.length() == 0
                        ? chunk
                        : Buffer.buffer().appendBuffer(answer).appendBuffer(chunk);
                String text = answer.toString(StandardCharsets.ISO_8859_1);
                int head = text.indexOf("\r\n\r\n");
                if (head < 0 || answer.length() < head + 4 + contentLength(text)) {
                    return;
                }
                if (!text.startsWith(expected)) {
                    fail("answered " + text);
                    return;
                }
                answer = Buffer.buffer();
                latencies[number] = System.nanoTime() - sentAt;
                if (answered.incrementAndGet() == requests.size()) {
                    finished.complete(null);
                }
                send();
            }

            private void fail(String why) {
                finished.completeExceptionally(new IllegalStateException(why));
            }
        }
    }

    private static int contentLength(String head) {
        int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("\r\ncontent-length: ");
        if (at < 0) {
            throw new IllegalStateException("no content-length: " + head);
        }
        int from = at + "\r\ncontent-length: ".length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
    }
}
