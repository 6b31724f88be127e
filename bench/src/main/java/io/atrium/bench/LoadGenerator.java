package io.atrium.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Sends requests over keep-alive connections, one at a time on each, and checks every answer. */
final class LoadGenerator {

    private static final long PATIENCE_SECONDS = 60;

    private final Vertx vertx;
    private final int connections;
    private final String expected;

    /** @param status the answer that every request must get */
    LoadGenerator(Vertx vertx, int connections, int status) {
        this.vertx = vertx;
        this.connections = connections;
        this.expected = "HTTP/1.1 " + status + " ";
    }

    /**
     * Sends all of them to a port and answers when the last is answered.
     *
     * @throws IllegalStateException when one is answered otherwise, or the last not within a minute
     */
    Round run(int port, Requests requests) throws Exception {
        NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        try {
            List<Future<NetSocket>> opening = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                opening.add(client.connect(port, "localhost"));
            }
            List<NetSocket> sockets = new ArrayList<>();
            for (Future<NetSocket> one : opening) {
                sockets.add(one.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return new Sending(requests, expected, sockets).run();
        } finally {
            client.close();
        }
    }

    /**
     * What came of a round.
     *
     * @param answered how many there were
     * @param rate answers a second
     * @param p50 half of the answers came within so many milliseconds
     * @param p99 99 of 100 answers came within so many milliseconds
     */
    record Round(int answered, double rate, double p50, double p99) {

        static Round of(long tookNanos, long[] sortedLatencies) {
            int count = sortedLatencies.length;
            return new Round(
                    count, count * 1e9 / tookNanos, percentile(sortedLatencies, 50), percentile(sortedLatencies, 99));
        }

        private static double percentile(long[] sorted, int percent) {
            return sorted.length == 0
                    ? Double.NaN
                    : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
        }
    }

    private static final class Sending {

        private final Requests requests;
        private final String expected;
        private final List<Connection> connections = new ArrayList<>();
        private final AtomicInteger open;
        private final CompletableFuture<Void> finished = new CompletableFuture<>();

        Sending(Requests requests, String expected, List<NetSocket> sockets) {
            this.requests = requests;
            this.expected = expected;
            this.open = new AtomicInteger(sockets.size());
            sockets.forEach(socket -> connections.add(new Connection(connections.size(), socket)));
        }

        Round run() throws Exception {
            long began = System.nanoTime();
            connections.forEach(Connection::start);
            try {
                finished.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new IllegalStateException(open.get() + " connections still wait for an answer", e);
            }
            long took = System.nanoTime() - began;
            return Round.of(
                    took,
                    connections.stream()
                            .flatMapToLong(one -> one.latencies.build())
                            .sorted()
                            .toArray());
        }

        private final class Connection {

            private final int number;
            private final NetSocket socket;
            private final LongStream.Builder latencies = LongStream.builder();
            private Buffer answer = Buffer.buffer();
            private long sentAt;

            Connection(int number, NetSocket socket) {
                this.number = number;
                this.socket = socket;
            }

            void start() {
                socket.handler(this::take);
                socket.closeHandler(nothing -> fail("closed by the server"));
                send();
            }

            private void send() {
                byte[] request = requests.next(number);
                if (request != null) {
                    sentAt = System.nanoTime();
                    socket.write(Buffer.buffer(request));
                    return;
                }
                socket.closeHandler(null);
                socket.close();
                if (open.decrementAndGet() == 0) {
                    finished.complete(null);
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
                latencies.add(System.nanoTime() - sentAt);
                if (!text.startsWith(expected)) {
                    fail("answered " + text);
                    return;
                }
                answer = Buffer.buffer();
                requests.answered(number, text);
                send();
            }

            private void fail(String why) {
                finished.completeExceptionally(new IllegalStateException(why));
            }
        }
    }

    private static int contentLength(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length: ");
        if (at < 0) {
            throw new IllegalStateException("no content-length: " + head);
        }
        int from = at + "\r\ncontent-length: ".length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
    }
}
