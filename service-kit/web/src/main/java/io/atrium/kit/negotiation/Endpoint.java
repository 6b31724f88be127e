package io.atrium.kit.negotiation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One route with its methods. {@code HEAD} stands wherever {@code GET} does, {@code OPTIONS} everywhere. */
final class Endpoint {

    private final Map<String, Operation> operations;
    private final String allow;
    private final boolean plain;

    private Endpoint(Map<String, Operation> operations, boolean plain) {
        Map<String, Operation> all = new LinkedHashMap<>(operations);
        Operation get = all.get("GET");
        if (get != null) {
            all.putIfAbsent("HEAD", get);
        }
        this.operations = Map.copyOf(all);
        this.plain = plain;
        TreeSet<String> methods = new TreeSet<>(all.keySet());
        methods.add("OPTIONS");
        this.allow = String.join(", ", methods);
    }

    static Endpoint resource(Map<String, Operation> operations) {
        return new Endpoint(operations, false);
    }

    static Endpoint plain(PlainEndpoint endpoint) {
        return new Endpoint(Map.of("GET", new Operation(false, List.of(), endpoint.produces())), true);
    }

    @Nullable
    Operation operation(String method) {
        return operations.get(method);
    }

    /** The value of the {@code Allow} header. */
    String allow() {
        return allow;
    }

    /** The value of {@code Accept-Patch} (RFC 5789), where there is a PATCH. */
    Optional<String> acceptPatch() {
        return Optional.ofNullable(operations.get("PATCH"))
                .map(patch -> patch.consumes().stream().map(MediaType::essence).collect(Collectors.joining(", ")));
    }

    /** Whether something else than a resource answers, which reads {@code Accept} by itself. */
    boolean isPlain() {
        return plain;
    }
}
