package io.atrium.kit.negotiation;

import io.atrium.kit.http.UnreadBody;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.atrium.kit.token.InternalPaths;
import io.quarkus.arc.All;
import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * Answers what follows from a route alone: 405 with {@code Allow}, {@code OPTIONS} without a token, 415 and 406. What
 * passes has a {@code Content-Type} and an {@code Accept} in their plainest form, so that whoever reads them next reads
 * the same. Paths that nobody serves pass too, to end in a 404.
 */
@ApplicationScoped
public class HttpRules {

    /** After cross-origin requests, before authentication. */
    private static final int PRIORITY = 250;

    /** After authorization: what is under {@code /internal} is told to services alone. */
    private static final int INTERNAL_PRIORITY = 90;

    private final List<PlainEndpoint> plain;
    private volatile @Nullable ResourceEndpoints resources;

    HttpRules(@All List<PlainEndpoint> plain) {
        this.plain = List.copyOf(plain);
    }

    void register(@Observes Filters filters) {
        filters.register(context -> handle(context, false), PRIORITY);
        filters.register(context -> handle(context, true), INTERNAL_PRIORITY);
    }

    private void handle(RoutingContext context, boolean internal) {
        String path = context.normalizedPath();
        Endpoint endpoint = InternalPaths.contains(path) == internal ? find(path) : null;
        if (endpoint == null) {
            context.next();
            return;
        }
        String method = context.request().method().name();
        Operation operation = endpoint.operation(method);
        try {
            if (operation != null) {
                checkContentType(context.request(), operation);
                checkAccept(context.request(), endpoint, operation);
                context.next();
            } else if (method.equals("OPTIONS")) {
                context.response().putHeader(HttpHeaders.ALLOW, endpoint.allow());
                endpoint.acceptPatch().ifPresent(types -> context.response().putHeader("Accept-Patch", types));
                context.response().setStatusCode(204).end();
                UnreadBody.discard(context.request());
            } else {
                context.response().putHeader(HttpHeaders.ALLOW, endpoint.allow());
                throw new ProblemException(ErrorCode.METHOD_NOT_ALLOWED, "Allowed are " + endpoint.allow() + ".");
            }
        } catch (ProblemException refused) {
            if (operation != null && refused.code() == ErrorCode.UNSUPPORTED_MEDIA_TYPE) {
                context.response().putHeader(HttpHeaders.ACCEPT, essences(operation.consumes()));
            }
            Problems.write(context, refused);
            UnreadBody.discard(context.request());
        }
    }

    private static void checkContentType(HttpServerRequest request, Operation operation) {
        List<String> values = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        boolean hasContent = hasContent(request, operation);
        if (!operation.readsBody() && !hasContent) {
            request.headers().remove(HttpHeaders.CONTENT_TYPE);
            return;
        }
        Optional<MediaType> type = ContentTypes.of(values);
        if (type.isEmpty() && !hasContent) {
            return;
        }
        MediaType named = type.filter(operation::reads)
                .orElseThrow(() -> ContentTypes.unsupported(
                        "The body is sent as " + essences(operation.consumes()) + ", named in Content-Type."));
        if (named.isJson()) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, named.essence());
        }
    }

    private static void checkAccept(HttpServerRequest request, Endpoint endpoint, Operation operation) {
        if (operation.produces().isEmpty()) {
            return;
        }
        List<String> values = request.headers().getAll(HttpHeaders.ACCEPT);
        if (values.isEmpty()) {
            return;
        }
        MediaType best = Accept.of(values)
                .best(operation.produces())
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_ACCEPTABLE, "Replies are " + essences(operation.produces()) + "."));
        if (!endpoint.isPlain()) {
            request.headers().set(HttpHeaders.ACCEPT, best.essence());
        }
    }

    /** HTTP/2 may frame a body without announcing it. */
    private static boolean hasContent(HttpServerRequest request, Operation operation) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || (request.version() == HttpVersion.HTTP_2 && operation.readsBody() && !request.isEnded());
    }

    private static String essences(List<MediaType> types) {
        return types.stream().map(MediaType::essence).collect(Collectors.joining(", "));
    }

    private @Nullable Endpoint find(String path) {
        Endpoint resource = resources().find(path);
        if (resource != null) {
            return resource;
        }
        return plain.stream()
                .filter(each -> each.matches(path))
                .findFirst()
                .map(Endpoint::plain)
                .orElse(null);
    }

    /** Quarkus REST is deployed after the filters are registered. */
    private ResourceEndpoints resources() {
        ResourceEndpoints known = resources;
        if (known == null) {
            Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
            known = new ResourceEndpoints(deployment);
            resources = known;
        }
        return known;
    }
}
