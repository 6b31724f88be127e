package io.atrium.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed deliveries of 1 KB with distinct ids, and batches of such, written out as HTTP/1.1 before a round begins. */
final class PreparedRequests {

    static final String SECRET = "whsec_YmVuY2htYXJrLXNlY3JldC1iZW5jaG1hcms=";
    private static final int BODY_BYTES = 1024;

    private final String path;
    private final Mac mac;

    PreparedRequests(UUID organization) {
        this.path = "/api/v1/webhooks/user/" + organization;
        this.mac = mac(SECRET);
    }

    List<byte[]> next(int count) {
        return IntStream.range(0, count).mapToObj(number -> one()).toList();
    }

    /** Batches of so many events, one a line. */
    List<byte[]> nextBatches(int count, int events) {
        return IntStream.range(0, count).mapToObj(number -> batch(events)).toList();
    }

    private byte[] one() {
        String id = newId();
        return request(path, "application/json", id, body(id, ""));
    }

    private byte[] batch(int events) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(events * (BODY_BYTES + 1));
        for (int i = 0; i < events; i++) {
            String id = newId();
            lines.writeBytes(body(id, "\"id\":\"" + id + "\","));
            lines.write('\n');
        }
        return request(path + "/batch", "application/x-ndjson", newId(), lines.toByteArray());
    }

    private static String newId() {
        return "msg_" + UUID.randomUUID();
    }

    private byte[] request(String target, String contentType, String id, byte[] body) {
        long now = Instant.now().getEpochSecond();
        mac.update((id + "." + now + ".").getBytes(StandardCharsets.US_ASCII));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
        String headers = "Content-Type: " + contentType + "\r\nwebhook-id: " + id + "\r\nwebhook-timestamp: " + now
                + "\r\nwebhook-signature: v1," + signature + "\r\n";
        return RawRequest.of("POST", target, headers, body);
    }

    private static byte[] body(String id, String first) {
        String start = "{" + first
                + "\"type\":\"user.updated\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"id\":\"usr_" + id
                + "\",\"updated_at\":\"2026-01-01T00:00:00Z\",\"email\":\"someone@example.com\",\"notes\":\"";
        String end = "\"}}";
        return (start + "n".repeat(BODY_BYTES - start.length() - end.length()) + end)
                .getBytes(StandardCharsets.US_ASCII);
    }

    static Mac mac(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
