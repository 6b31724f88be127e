package io.atrium.webhook.intake;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query, by name in any case: SharePoint and Graph spell theirs differently. */
final class HandshakeQuery {

    private static final int MOST = 64;

    private final Map<String, List<String>> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HandshakeQuery() {}

    /** The query of a request target; one that cannot be decoded has no parameters. */
    static HandshakeQuery of(String uri) {
        HandshakeQuery query = new HandshakeQuery();
        try {
            query.parameters.putAll(new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MOST, true).parameters());
        } catch (IllegalArgumentException e) {
            return new HandshakeQuery();
        }
        return query;
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** The value of a parameter that is there once. */
    @Nullable
    String get(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }
}
