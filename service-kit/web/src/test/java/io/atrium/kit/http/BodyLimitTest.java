package io.atrium.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
class BodyLimitTest {
    @TestHTTPResource("/api/v1/probe/things")
    URI things;

    @Test
    void shouldRefuseABodyThatTurnsOutToBeTooLarge() throws IOException, InterruptedException {
        byte[] body = ("\"" + "x".repeat(1_100_000) + "\"").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> reply = send(body);

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(reply.body()).contains("PAYLOAD_TOO_LARGE", "larger than this address takes");
    }

    @Test
    void shouldTakeABodyWhoseLengthIsNotAnnounced() throws IOException, InterruptedException {
        byte[] body = "{\"first_name\":\"chunked\"}".getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> reply = send(body);

        assertThat(reply.statusCode()).isLessThan(300);
        assertThat(reply.body()).contains("chunked");
    }

    /** A client that never stops sending is answered, and cut off. */
    @Test
    @Timeout(60)
    void shouldCloseAConnectionWhoseBodyHasNoEnd() throws IOException {
        try (Socket socket = new Socket(things.getHost(), things.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + things.getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);

            assertThatThrownBy(() -> {
                        while (true) {
                            out.write(chunk);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private HttpResponse<String> send(byte[] body) throws IOException, InterruptedException {
        HttpRequest chunked = HttpRequest.newBuilder(things)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        return HttpClient.newHttpClient().send(chunked, HttpResponse.BodyHandlers.ofString());
    }
}
