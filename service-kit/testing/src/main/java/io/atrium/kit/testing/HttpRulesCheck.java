package io.atrium.kit.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Holds every operation of the service's OpenAPI document, and its probes, against the rules of HTTP: 405 with
 * {@code Allow}, {@code OPTIONS} and {@code HEAD}, 415 and 406. A new route is covered by being documented.
 */
public final class HttpRulesCheck {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final List<String> PLAIN =
            List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/openapi");
    private static final List<String> NO_JSON = List.of(
            "*/*",
            "application/*",
            "text/plain",
            "application",
            "application/json; charset=utf-16",
            "application/json charset=utf-8",
            "application/json;charset=\"utf-8");
    private static final List<String> JSON = List.of(
            "application/json ; charset=utf-8",
            "application/json;charset=\"UTF-8\"",
            "Application/JSON; Charset=UTF-8",
            "application/json;");

    private final List<String> violations = new ArrayList<>();

    private HttpRulesCheck() {}

    /** Fails with every violation, one a line. Sends no token: nothing of this needs one. */
    public static void verify() throws IOException {
        HttpRulesCheck check = new HttpRulesCheck();
        String text = given().queryParam("format", "json").get("/q/openapi").asString();
        for (Map.Entry<String, JsonNode> path :
                new ObjectMapper().readTree(text).path("paths").properties()) {
            check.path(path.getKey(), path.getValue());
        }
        PLAIN.forEach(check::plain);
        check.expect("GET /api/v1/nowhere/at/all/really", () -> request().get("/api/v1/nowhere/at/all/really"), 404);
        if (!check.violations.isEmpty()) {
            throw new AssertionError("The rules of HTTP are broken:\n  " + String.join("\n  ", check.violations));
        }
    }

    private void path(String template, JsonNode item) {
        String path = template.replaceAll("\\{[^}]*}", "019a0000-0000-7000-8000-000000000000");
        Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
        for (Map.Entry<String, JsonNode> operation : item.properties()) {
            if (METHODS.contains(operation.getKey())) {
                allowed.add(operation.getKey().toUpperCase(Locale.ROOT));
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        methods(path, allowed);
        for (Map.Entry<String, JsonNode> operation : item.properties()) {
            if (METHODS.contains(operation.getKey())) {
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                mediaTypes(method, path, operation.getValue());
            }
        }
    }

    private void plain(String path) {
        methods(path, Set.of("GET", "HEAD", "OPTIONS"));
        Response get = request().get(path);
        Response head = request().head(path);
        require(head.statusCode() == get.statusCode(), "HEAD " + path + ": " + head.statusCode());
        require(head.asByteArray().length == 0, "HEAD " + path + " has a body");
    }

    private void methods(String path, Set<String> allowed) {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO", "PROPFIND")) {
            if (!allowed.contains(method)) {
                Response reply = send(method, path);
                require(reply.statusCode() == 405, method + " " + path + ": " + reply.statusCode() + ", not 405");
                requireAllow(method + " " + path, reply, allowed);
                if (!method.equals("HEAD")) {
                    requireProblem(method + " " + path, reply);
                }
            }
        }
        Response options = send("OPTIONS", path);
        require(options.statusCode() == 204, "OPTIONS " + path + ": " + options.statusCode());
        requireAllow("OPTIONS " + path, options, allowed);
        require(options.header("Access-Control-Allow-Origin") == null, "OPTIONS " + path + " opens other origins");
    }

    private void mediaTypes(String method, String path, JsonNode operation) {
        String name = method + " " + path;
        if (!isIntake(path)) {
            for (String accept : List.of("text/html", "application/json;q=0", "nonsense", "*/*;q=0, text/*")) {
                expect(
                        name + " Accept " + accept,
                        () -> json().header("Accept", accept).request(method, path),
                        406);
            }
            for (String accept : List.of("*/*", "application/*;q=0.1", "text/html, application/json;q=0.2", "")) {
                Response reply = json().header("Accept", accept).request(method, path);
                require(reply.statusCode() != 406, name + " Accept " + accept + ": 406");
            }
        }
        if (!operation.path("requestBody").path("content").has("application/json") || isIntake(path)) {
            return;
        }
        for (String type : NO_JSON) {
            expect(name + " Content-Type " + type, () -> withBody(type).request(method, path), 415);
        }
        for (String type : JSON) {
            int status = withBody(type).request(method, path).statusCode();
            require(status != 415 && status < 500, name + " Content-Type " + type + ": " + status);
        }
    }

    /** Webhooks come as their providers send them. */
    private static boolean isIntake(String path) {
        return path.matches("/api/v1/webhooks/[0-9a-f-]{36}/.*");
    }

    private void expect(String name, Supplier<Response> request, int status) {
        Response reply = request.get();
        require(reply.statusCode() == status, name + ": " + reply.statusCode() + ", not " + status);
        if (reply.statusCode() == status) {
            requireProblem(name, reply);
        }
    }

    private void requireProblem(String name, Response reply) {
        require("application/problem+json".equals(reply.contentType()), name + ": " + reply.contentType());
        require(reply.header("X-Request-Id") != null, name + ": no X-Request-Id");
        require("nosniff".equals(reply.header("X-Content-Type-Options")), name + ": no security headers");
    }

    private void requireAllow(String name, Response reply, Set<String> allowed) {
        String allow = reply.header("Allow");
        Set<String> named = allow == null ? Set.of() : new TreeSet<>(Arrays.asList(allow.split(", ")));
        require(named.equals(new TreeSet<>(allowed)), name + ": Allow is " + allow + ", not " + allowed);
    }

    private static Response send(String method, String path) {
        return request().request(method, path);
    }

    private static RequestSpecification request() {
        return given().redirects().follow(false);
    }

    private static RequestSpecification json() {
        return withBody("application/json");
    }

    private static RequestSpecification withBody(String type) {
        EncoderConfig asGiven = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(type, io.restassured.http.ContentType.TEXT);
        return request()
                .config(RestAssured.config().encoderConfig(asGiven))
                .header("Content-Type", type)
                .body("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
