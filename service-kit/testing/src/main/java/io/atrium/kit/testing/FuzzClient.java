package io.atrium.kit.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends requests to the service under test as they are written: nothing is encoded on the way. */
final class FuzzClient {

    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;

    FuzzClient(String token) {
        this.token = token;
    }

    boolean isLike(FuzzClient other) {
        return token.equals(other.token);
    }

    FuzzReply get(String target) {
        try {
            HttpResponse<String> reply = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + target))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
            return new FuzzReply(
                    reply.statusCode(),
                    reply.headers().firstValue("Content-Type").orElse(""),
                    reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status of a request whose target need not be a URI. */
    int rawStatus(String target) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String request =
                    "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + token + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            BufferedReader reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            String line = String.valueOf(reply.readLine());
            return Integer.parseInt(line.substring(STATUS_AT, STATUS_AT + 3));
        } catch (IOException e) {
            throw new UncheckedIOException(target, e);
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
