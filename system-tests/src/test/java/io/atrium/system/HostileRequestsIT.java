package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What attackers and careless clients send: each is answered without a fault, and leaves no error in any log. */
class HostileRequestsIT {

    private static final List<String> LISTS = List.of(
            "/users",
            "/integrations",
            "/integrations/data/users",
            "/integrations/data/payments",
            "/integrations/data/messages",
            "/integrations/sync/jobs",
            "/webhooks/events",
            "/webhooks/dead-letters",
            "/audit/events");

    private static final List<String> IDS = List.of(
            "'",
            "%00",
            "%27%20OR%201=1--",
            "..%2f..%2fusers",
            "%2e%2e",
            "{00000000-0000-7000-8000-000000000000}",
            "1-1-1-1-1",
            "00000000-0000-7000-8000-00000000000%EF%BC%90",
            "%ed%a0%80",
            "%c0%af",
            "%zz",
            "%",
            "-1",
            "null",
            "x".repeat(2_000),
            "00000000-0000-7000-8000-000000000000;a=b");

    private static final List<String> QUERIES = List.of(
            "cursor=WyJcdTAwMDAiXQ",
            "cursor=" + base64("[\"+294277-01-01T00:00:00Z\",\"00000000-0000-7000-8000-000000000000\"]"),
            "cursor=" + base64("[-9223372036854775808]"),
            "cursor=" + base64("[1e308]"),
            "cursor=" + base64("[null,null]"),
            "cursor=" + base64("[".repeat(500)),
            "cursor=%00",
            "cursor=" + "A".repeat(3_000),
            "cursor=",
            "limit=-1",
            "limit=0",
            "limit=1e9",
            "limit=99999999999999999999",
            "limit=%00",
            "limit=1&limit=2",
            "since=%2B294277-01-01T00:00:00Z",
            "since=2016-12-31T23:59:60Z",
            "until=-4714-01-01T00:00:00Z",
            "since=%00",
            "status=%00",
            "source=%00",
            "type=" + "x".repeat(3_000),
            "q=%00",
            "q=%25%27%5C",
            "actor=%ed%a0%80",
            "access_token=x.y.z",
            "organization_id=00000000-0000-0000-0000-000000000000",
            "a[b]=c&&&==&%");

    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "\"text\"",
            "1e999",
            "{",
            "{}{}",
            "{\"a\":1,\"a\":2}",
            "{\"name\":\"\\u0000\"}",
            "{\"name\":\"\\ud800\"}",
            "{\"name\":\"\u2003\",\"email\":\"a@\u0000\"}",
            "{\"email\":\"\\u200ba@example.com\",\"password\":\"x\"}",
            "{\"email\":{\"a\":1},\"password\":[]}",
            "{\"refresh_token\":\"\\u0000\"}",
            "{\"first_name\":\"" + "x".repeat(10_000) + "\"}",
            "[".repeat(10_000) + "]".repeat(10_000),
            "{\"role\":\"SUPER_ADMIN\",\"organization_id\":\"00000000-0000-0000-0000-000000000000\"}",
            "{\"name\":\"x\",\"provider\":\"custom\",\"base_url\":\"http://localhost:99999\",\"webhook\":{\"source\":\"x\"}}");

    private static final List<String> WRITES = List.of(
            "POST /auth/register",
            "POST /auth/login",
            "POST /auth/refresh",
            "POST /users",
            "PUT /users/me",
            "PATCH /users/me",
            "PUT /organizations/me",
            "PATCH /organizations/me",
            "POST /integrations");

    private static final List<String> HEADERS = List.of(
            "Accept: nonsense",
            "Accept: text/html;q=9",
            "Accept-Encoding: " + "gzip,".repeat(200),
            "Content-Encoding: gzip",
            "If-Match: \"",
            "If-Match: *\r\nIf-Match: \"v1\"",
            "If-None-Match: " + "\"x\",".repeat(200),
            "Range: bytes=0-,5-1,-",
            "Expect: nonsense",
            "Idempotency-Key: " + "x".repeat(2_000),
            "X-Organization-Id: 1-1-1-1-1",
            "X-Request-Id: ${jndi:ldap://localhost:1/x}",
            "User-Agent: ${jndi:ldap://localhost:1/x}",
            "User-Agent: " + "x".repeat(9_000),
            "X-Forwarded-For: 1.2.3.4, ::1, %00, unknown",
            "Forwarded: for=\"[::1%25eth0]\";host=evil.test",
            "Cookie: " + "a=b;".repeat(500),
            "Authorization: Bearer a.b.c\r\nAuthorization: Bearer d.e.f",
            "Last-Event-ID: %00",
            "Origin: null",
            "Content-Type: application/json ; charset=utf-8",
            "Content-Type: application/json; charset=nonsense",
            "Content-Type: */*",
            "Content-Type: multipart/form-data",
            "Content-Type: application/json\r\nContent-Type: text/plain");

    private static final List<String> METHODS =
            List.of("HEAD", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get", "DELETE", "PATCH", "PUT", "POST");

    @Test
    void shouldAnswerHostileRequestsWithoutAFaultOrAnErrorInAnyLog() throws IOException {
        // Given
        Tenant tenant = Tenant.register();
        tenant.integration("user");
        PartLogs logs = PartLogs.now(Suite.running().home());
        List<String> faults = new ArrayList<>();

        // When
        for (String request : requests(tenant)) {
            String status = status(request);
            if (status.startsWith("5")) {
                faults.add(status + " for " + request.lines().findFirst().orElse("") + " … "
                        + request.substring(Math.max(0, request.length() - 80)));
            }
        }
        dropRequests(tenant);

        // Then
        assertThat(faults).isEmpty();
        Patience.await()
                .during(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(logs.errors()).isEmpty());
        tenant.get("/auth/me");
    }

    private static List<String> requests(Tenant tenant) {
        List<String> requests = new ArrayList<>();
        String token = "Authorization: Bearer " + tenant.token() + "\r\n";
        for (String list : LISTS) {
            QUERIES.forEach(query -> requests.add(request("GET", "/api/v1" + list + "?" + query, token, "")));
        }
        for (String list : LISTS) {
            IDS.forEach(id -> requests.add(request("GET", "/api/v1" + list + "/" + id, token, "")));
        }
        for (String write : WRITES) {
            String[] parts = write.split(" ", 2);
            BODIES.forEach(body -> requests.add(
                    request(parts[0], "/api/v1" + parts[1], token + "Content-Type: application/json\r\n", body)));
        }
        for (String header : HEADERS) {
            requests.add(request("GET", "/api/v1/users/me", token + header + "\r\n", ""));
            requests.add(request("PATCH", "/api/v1/users/me", token + header + "\r\n", "{}"));
        }
        for (String path : List.of("/api/v1/users", "/api/v1/health", "/docs/", "/.well-known/jwks.json", "/nothing")) {
            METHODS.forEach(method -> requests.add(request(method, path, token, "")));
        }
        for (String bad :
                List.of("", "a.b.c", "..", tenant.token() + "=", "x".repeat(9_000), tenant.token() + "." + "x")) {
            requests.add(request("GET", "/api/v1/users", "Authorization: Bearer " + bad + "\r\n", ""));
        }
        for (String source : List.of("user", "%00", "events", "x".repeat(100), "user%2f..")) {
            requests.add(request("POST", "/api/v1/webhooks/" + source + "/" + tenant.organizationId(), "", "{}"));
            requests.add(request("POST", "/api/v1/webhooks/" + source + "/" + UUID.randomUUID(), "", "\u0000"));
        }
        return requests;
    }

    private static String request(String method, String target, String headers, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                + (body.isEmpty() && !method.startsWith("P") ? "" : "Content-Length: " + length + "\r\n") + "\r\n"
                + body;
    }

    /** The status, or an empty text when the connection was closed without an answer. */
    private static String status(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            byte[] line = socket.getInputStream().readNBytes(12);
            return line.length < 12 ? "" : new String(line, 9, 3, StandardCharsets.US_ASCII);
        } catch (SocketTimeoutException e) {
            return "500 (no answer)";
        }
    }

    /** Clients that go away in the middle: after the request, and within its body. */
    private static void dropRequests(Tenant tenant) throws IOException {
        String headers = "Authorization: Bearer " + tenant.token() + "\r\nContent-Type: application/json\r\n";
        for (int i = 0; i < 50; i++) {
            String request = request("PATCH", "/api/v1/users/me", headers, "{\"first_name\":\"Ada " + i + "\"}");
            int sent = i % 2 == 0 ? request.length() : request.length() - 5;
            try (Socket socket = connect()) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(request.substring(0, sent).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static Socket connect() throws IOException {
        URI address = URI.create(Suite.running().address());
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
