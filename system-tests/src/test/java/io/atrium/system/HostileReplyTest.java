package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HostileReplyTest {

    private static final String JSON = "{\"name\":\"Ærø\"}";

    @Test
    void shouldReadACompressedBody() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        write(new GZIPOutputStream(gzip));
        ByteArrayOutputStream deflate = new ByteArrayOutputStream();
        write(new DeflaterOutputStream(deflate));

        assertThat(body("gzip", gzip.toByteArray())).isEqualTo(JSON);
        assertThat(body("deflate", deflate.toByteArray())).isEqualTo(JSON);
        assertThat(body("identity", JSON.getBytes(StandardCharsets.UTF_8))).isEqualTo(JSON);
    }

    @Test
    void shouldLeaveABodyThatIsNotWhatItSays() {
        assertThat(body("gzip", JSON.getBytes(StandardCharsets.UTF_8))).isEqualTo(JSON);
    }

    private static void write(OutputStream out) throws IOException {
        try (out) {
            out.write(JSON.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String body(String encoding, byte[] bytes) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(("HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        reply.writeBytes(bytes);
        return HostileReply.parse(reply.toByteArray(), 1).body();
    }
}
