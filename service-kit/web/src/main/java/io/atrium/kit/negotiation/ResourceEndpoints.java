package io.atrium.kit.negotiation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RequestDeserializeHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a service by their paths, made once of what Quarkus REST has deployed, and matched by its own
 * matcher. As JAX-RS asks for (3.7.2), the most specific template that matches a path decides which methods the path
 * has.
 */
final class ResourceEndpoints {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^:}]*}");

    private final String prefix;
    private final RequestMapper<RequestMapper<Endpoint>> classes;

    ResourceEndpoints(Deployment deployment) {
        this.prefix = deployment.getPrefix();
        ArrayList<RequestPath<RequestMapper<Endpoint>>> mappers = new ArrayList<>();
        for (RequestPath<InitialMatch> path : deployment.getClassMappers()) {
            for (var handler : path.value.handlers) {
                if (handler instanceof ClassRoutingHandler routing) {
                    mappers.add(new RequestPath<>(path.prefixTemplate, path.template, methods(routing.getMappers())));
                }
            }
        }
        this.classes = new RequestMapper<>(mappers);
    }

    /** @param path normalized and not decoded, as the resources' own matching sees it */
    @Nullable
    Endpoint find(String path) {
        String within = withoutMatrix(path.startsWith(prefix) ? path.substring(prefix.length()) : path);
        RequestMatch<RequestMapper<Endpoint>> match = classes.map(within.isEmpty() ? "/" : within);
        while (match != null) {
            RequestMatch<Endpoint> endpoint = match.value.map(match.remaining.isEmpty() ? "/" : match.remaining);
            if (endpoint != null) {
                return endpoint.value;
            }
            match = classes.continueMatching(within, match);
        }
        return null;
    }

    /** The methods of a class, those of one template together. */
    private static RequestMapper<Endpoint> methods(Map<String, RequestMapper<RuntimeResource>> byMethod) {
        Map<String, URITemplate> templates = new LinkedHashMap<>();
        Map<String, Map<String, Operation>> operations = new LinkedHashMap<>();
        byMethod.forEach((method, mapper) -> {
            if (method == null) {
                return; // a locator of sub-resources: what stands below it is not known here
            }
            for (RequestPath<RuntimeResource> path : mapper.getTemplates()) {
                String key = PARAMETER.matcher(path.template.template).replaceAll("{}");
                templates.putIfAbsent(key, path.template);
                operations.computeIfAbsent(key, each -> new LinkedHashMap<>()).put(method, operation(path.value));
            }
        });
        ArrayList<RequestPath<Endpoint>> endpoints = new ArrayList<>();
        templates.forEach((key, template) -> endpoints.add(
                new RequestPath<>(false, template, Endpoint.resource(operations.getOrDefault(key, Map.of())))));
        return new RequestMapper<>(endpoints);
    }

    private static Operation operation(RuntimeResource resource) {
        boolean readsBody =
                Arrays.stream(resource.getHandlerChain()).anyMatch(RequestDeserializeHandler.class::isInstance);
        List<MediaType> consumes = resource.getConsumes().stream()
                .map(ResourceEndpoints::mediaType)
                .toList();
        List<MediaType> produces = resource.getProduces() == null
                ? List.of()
                : Arrays.stream(resource.getProduces().getSortedOriginalMediaTypes())
                        .map(ResourceEndpoints::mediaType)
                        .toList();
        return new Operation(readsBody, consumes, produces);
    }

    private static MediaType mediaType(jakarta.ws.rs.core.MediaType type) {
        return new MediaType(type.getType(), type.getSubtype(), Map.of());
    }

    /** Matrix parameters are taken out, and doubled slashes with them, as Quarkus REST takes them out. */
    private static String withoutMatrix(String path) {
        if (path.indexOf(';') < 0) {
            return path;
        }
        StringBuilder plain = new StringBuilder();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                int parameters = segment.indexOf(';');
                plain.append('/').append(parameters < 0 ? segment : segment.substring(0, parameters));
            }
        }
        return path.endsWith("/") ? plain.append('/').toString() : plain.toString();
    }
}
