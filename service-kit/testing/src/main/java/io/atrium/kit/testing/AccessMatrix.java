package io.atrium.kit.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds a running service against its rows of {@code access-matrix.txt}: every operation is asked by every kind of
 * caller.
 */
public final class AccessMatrix {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final Fixture fixture;
    private final AccessTable table;
    private final List<String> violations = new ArrayList<>();

    /** The callers and resources of a service. */
    public interface Fixture {

        /** The token of a kind of caller, one of its own for an operation that ends it; null for none. */
        @Nullable
        String token(AccessCaller caller, String operation);

        /** The organization that callers belong to and that a SUPER_ADMIN names. */
        UUID organization();

        /**
         * A path with a resource of {@link #organization()} in it, a new one where the operation ends it.
         *
         * @param operation method and path, as in {@code DELETE /api/v1/users/{id}}
         * @param variant what stands behind {@code #} in the table, or empty
         */
        String path(String operation, String variant, AccessCaller caller);

        /** The body of an operation that has one; it must be so good that the resource is looked for. */
        default String body(String operation) {
            return "{}";
        }

        /** Sees every answer, whether it is the expected one or not. */
        default void answered(HttpResponse<String> reply) {}
    }

    private AccessMatrix(URI address, Fixture fixture, AccessTable table) {
        this.address = address;
        this.fixture = fixture;
        this.table = table;
    }

    /**
     * Asks every operation as every caller and fails with every difference, one a line.
     *
     * @param service name of the service under test, as in the table
     * @param basePackage where its resources are
     */
    public static void verify(String service, String basePackage, Fixture fixture) {
        AccessMatrix matrix =
                new AccessMatrix(URI.create("http://localhost:" + RestAssured.port), fixture, AccessTable.of(service));
        matrix.compareOperations(basePackage);
        matrix.askAll(List.of(AccessCaller.values()));
        matrix.requireNone(service);
    }

    /**
     * Asks every operation of every service at the one public address, where those under {@code /internal} and
     * {@code /q} are 404 for everybody.
     *
     * @param callers the kinds of callers that the fixture has tokens of
     */
    public static void verifyPublicAddress(URI address, Set<AccessCaller> callers, Fixture fixture) {
        AccessMatrix matrix = new AccessMatrix(address, fixture, AccessTable.ofPublicAddress());
        matrix.askAll(callers);
        matrix.requireNone("the public address");
    }

    private void askAll(Collection<AccessCaller> callers) {
        for (AccessTable.Row row : table.rows()) {
            callers.forEach(caller -> ask(row, caller));
        }
    }

    private void requireNone(String of) {
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    "The access matrix of " + of + " does not hold:\n  " + String.join("\n  ", violations));
        }
    }

    private void compareOperations(String basePackage) {
        Set<String> declared = new TreeSet<>(table.operations());
        Set<String> existing = new TreeSet<>(documented());
        existing.addAll(InternalOperations.of(basePackage));
        existing.stream()
                .filter(operation -> !declared.contains(operation))
                .forEach(operation -> violations.add(operation + " is not in the table"));
        declared.stream()
                .filter(operation -> !isOfThePlatform(operation) && !existing.contains(operation))
                .forEach(operation -> violations.add(operation + " is in the table, and the service has no such"));
    }

    /** Routes of the platform's libraries, in no document: they are asked, and nothing more. */
    private static boolean isOfThePlatform(String operation) {
        return operation.contains(" /q/")
                || operation.contains(" /internal/quarantine")
                || operation.endsWith(" /internal/nothing");
    }

    private void ask(AccessTable.Row row, AccessCaller caller) {
        AccessTable.Admission expected = row.admissions().get(caller);
        HttpResponse<String> reply = send(row, caller);
        fixture.answered(reply);
        int status = reply.statusCode();
        if (expected == null || !expected.allows(status)) {
            violations.add(row + " as " + caller + ": " + status + " instead of " + expected + " "
                    + reply.body().lines().findFirst().orElse(""));
        } else if (expected != AccessTable.Admission.OK && !isProblem(reply)) {
            violations.add(row + " as " + caller + ": " + status + " without a problem");
        }
    }

    private HttpResponse<String> send(AccessTable.Row row, AccessCaller caller) {
        String path = fixture.path(row.operation(), row.variant(), caller);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
        String token = fixture.token(caller, row.operation());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (caller == AccessCaller.SUPER_ADMIN) {
            request.header("X-Organization-Id", fixture.organization().toString());
        }
        boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(row.method());
        if (hasBody) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                row.method(),
                hasBody
                        ? HttpRequest.BodyPublishers.ofString(fixture.body(row.operation()))
                        : HttpRequest.BodyPublishers.noBody());
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(row + " as " + caller, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isProblem(HttpResponse<String> reply) {
        return reply.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                && (reply.statusCode() != 401
                        || reply.headers()
                                .firstValue("WWW-Authenticate")
                                .orElse("")
                                .startsWith("Bearer"));
    }

    private static Set<String> documented() {
        String text = given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : parse(text).path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (METHODS.contains(method)) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        return operations;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("The OpenAPI document is no JSON", e);
        }
    }
}
