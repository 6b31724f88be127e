package io.atrium.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the replies that tests get at the public address against the OpenAPI document of the service that gave them.
 * What a reply has and its document has not is written down, one a line; {@link SuiteRepliesCheck} reads it.
 */
final class DocumentedReplies implements Filter {

    static final Path FINDINGS = Path.of("target", "undocumented-replies.txt");

    /** Which operations have answered with which status, so that it shows what was held against a document at all. */
    static final Path CHECKED = Path.of("target", "checked-replies.txt");

    private static final List<String> SERVICES =
            List.of("identity-service", "tenant-service", "audit-service", "webhook-gateway", "integration-service");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final String address;
    private final List<DocumentedOperation> operations;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    private DocumentedReplies(String address, List<DocumentedOperation> operations) {
        this.address = address;
        this.operations = operations.stream()
                .sorted(Comparator.comparingInt(DocumentedOperation::variables))
                .toList();
    }

    /** Reads the documents of a running platform. */
    static DocumentedReplies of(String address) {
        List<DocumentedOperation> operations = new ArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        for (String service : SERVICES) {
            URI document = URI.create(address + "/openapi/" + service + "?format=json");
            try {
                HttpResponse<String> reply =
                        client.send(HttpRequest.newBuilder(document).build(), HttpResponse.BodyHandlers.ofString());
                JsonNode root = new ObjectMapper().readTree(reply.body());
                operations.addAll(DocumentedOperation.all(root));
            } catch (IOException e) {
                throw new UncheckedIOException(document.toString(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return new DocumentedReplies(address, operations);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response reply = context.next(request, response);
        if (request.getURI().startsWith(address)) {
            check(
                    request.getMethod(),
                    URI.create(request.getURI()).getRawPath(),
                    reply.statusCode(),
                    reply.contentType(),
                    reply.asString());
        }
        return reply;
    }

    /** Checks a reply that came by another client. */
    void check(HttpResponse<String> reply) {
        check(
                reply.request().method(),
                reply.uri().getRawPath(),
                reply.statusCode(),
                reply.headers().firstValue("Content-Type").orElse(null),
                reply.body());
    }

    /** What a reply of a known operation, method and path template, has that its document has not. */
    List<String> faults(String operation, int status, @Nullable String contentType, String body) {
        return operations.stream()
                .filter(each -> each.name().equals(operation))
                .findFirst()
                .map(each -> each.faults(status, contentType, body))
                .orElse(List.of());
    }

    private void check(String method, String path, int status, @Nullable String contentType, String body) {
        if (!METHODS.contains(method) || !(path.startsWith("/api/") || path.startsWith("/.well-known/"))) {
            return;
        }
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Optional<DocumentedOperation> operation =
                operations.stream().filter(each -> each.matches(method, plain)).findFirst();
        if (operation.isPresent()) {
            note(CHECKED, operation.get().name() + " " + status);
            operation.get().faults(status, contentType, body).forEach(fault -> note(FINDINGS, fault));
        } else if (status != 404 && status != 405) {
            note(FINDINGS, method + " " + plain + " " + status + ": no document has the operation");
        }
    }

    private void note(Path file, String line) {
        if (noted.add(line)) {
            try {
                Files.writeString(
                        file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
