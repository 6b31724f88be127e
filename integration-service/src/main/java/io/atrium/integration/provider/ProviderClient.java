package io.atrium.integration.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.kit.json.JsonRefusedException;
import io.atrium.kit.json.JsonText;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The providers' collections, page by page. Never called with a session or a transaction open. */
@ApplicationScoped
public class ProviderClient {

    private final ProviderHttp http;
    private final ProviderGuards guards;
    private final ProviderConfig config;

    ProviderClient(ProviderHttp http, ProviderGuards guards, ProviderConfig config) {
        this.http = http;
        this.guards = guards;
        this.config = config;
    }

    /**
     * {@code GET {base}/{collection}?limit=&cursor=&updated_since=}. Fails with a {@link ProviderException}.
     *
     * @param updatedSince records changed at or after; null for all
     * @param reader makes of the page what the caller wants, within the attempt: a page that it refuses with a
     *     {@link ProviderException} is a failed attempt
     */
    public <T> Uni<T> page(
            Endpoint endpoint,
            String collection,
            int limit,
            @Nullable String cursor,
            @Nullable Instant updatedSince,
            Function<ProviderPage, T> reader) {
        URI url = url(endpoint, collection, limit, cursor, updatedSince);
        boolean trusted = endpoint.baseUrl() == null;
        return guards.of(endpoint.organizationId(), endpoint.provider())
                .call(() -> http.get(url, trusted, endpoint.credential())
                        .map(this::parse)
                        .map(reader));
    }

    /** The state of the circuit in this process; closed when it was never needed. */
    public CircuitBreakerState circuit(UUID organizationId, String provider) {
        return guards.find(organizationId, provider).map(ProviderGuard::circuit).orElse(CircuitBreakerState.CLOSED);
    }

    /** What calls came to since the last time this was asked. */
    public CallStatistics drain(UUID organizationId, String provider) {
        return guards.find(organizationId, provider).map(ProviderGuard::drain).orElse(CallStatistics.NONE);
    }

    private URI url(
            Endpoint endpoint, String collection, int limit, @Nullable String cursor, @Nullable Instant updatedSince) {
        String own = endpoint.baseUrl();
        StringBuilder url = new StringBuilder(own == null ? operators(endpoint.provider()) : own)
                .append('/')
                .append(collection)
                .append("?limit=")
                .append(limit);
        if (cursor != null) {
            url.append("&cursor=").append(URLEncoder.encode(cursor, UTF_8));
        }
        if (updatedSince != null) {
            url.append("&updated_since=").append(URLEncoder.encode(updatedSince.toString(), UTF_8));
        }
        return URI.create(url.toString());
    }

    private String operators(String provider) {
        String url = switch (provider) {
            case "user" -> config.userUrl();
            case "payment" -> config.paymentUrl();
            case "communication" -> config.communicationUrl();
            default ->
                throw new ProviderException(
                        ProviderFault.INTEGRATION_DISABLED, "The integration has no address to call");
        };
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private ProviderPage parse(Buffer body) {
        JsonText document = document(body);
        JsonNode items = document.root().path("items");
        JsonNode next = document.root().path("next_cursor");
        if (!items.isArray() || !(next.isTextual() || next.isNull() || next.isMissingNode())) {
            throw new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, "The answer is no page of a list");
        }
        List<ProviderPage.Item> found = new ArrayList<>(items.size());
        items.forEach(item ->
                found.add(new ProviderPage.Item(item, item.isContainerNode() ? document.of(item) : item.toString())));
        return new ProviderPage(found, next.isTextual() && !next.textValue().isEmpty() ? next.textValue() : null);
    }

    private static JsonText document(Buffer body) {
        try {
            return JsonText.readLeniently(body.getBytes());
        } catch (JsonRefusedException e) {
            throw new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, "The answer " + e.getMessage());
        }
    }
}
