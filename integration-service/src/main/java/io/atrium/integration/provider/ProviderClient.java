package io.atrium.integration.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.kit.json.JsonRefusedException;
import io.atrium.kit.json.JsonText;
import io.atrium.kit.url.HttpUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final ProviderAddresses addresses;

    ProviderClient(ProviderHttp http, ProviderGuards guards, ProviderAddresses addresses) {
        this.http = http;
        this.guards = guards;
        this.addresses = addresses;
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
        String query = query(limit, cursor, updatedSince);
        return guards.of(endpoint.organizationId(), endpoint.provider())
                .call(() -> get(endpoint, collection, query).map(this::parse).map(reader));
    }

    /**
     * {@code GET {base}/{collection}?limit=1}, once, its body not looked into: whether the provider answers. Under the
     * same circuit, bulkhead, time and addresses as every call. Fails with a {@link ProviderException}.
     */
    public Uni<Void> probe(Endpoint endpoint, String collection) {
        return guards.of(endpoint.organizationId(), endpoint.provider())
                .tryOnce(() -> get(endpoint, collection, query(1, null, null)))
                .replaceWithVoid();
    }

    /** The circuit in this process; closed when it was never needed. */
    public Circuit circuit(UUID organizationId, String provider) {
        return guards.find(organizationId, provider).map(ProviderGuard::circuit).orElse(Circuit.CLOSED);
    }

    private Uni<Buffer> get(Endpoint endpoint, String collection, String query) {
        boolean trusted = endpoint.baseUrl() == null;
        return base(endpoint)
                .chain(base -> http.get(base, base.path() + "/" + collection + query, trusted, endpoint.credential()));
    }

    private static String query(int limit, @Nullable String cursor, @Nullable Instant updatedSince) {
        StringBuilder url = new StringBuilder("?limit=").append(limit);
        if (cursor != null) {
            url.append("&cursor=").append(URLEncoder.encode(cursor, UTF_8));
        }
        if (updatedSince != null) {
            url.append("&updated_since=").append(URLEncoder.encode(updatedSince.toString(), UTF_8));
        }
        return url.toString();
    }

    /** Within the attempt, so that an address which nobody can call counts as the failure that it is. */
    private Uni<HttpUrl> base(Endpoint endpoint) {
        String own = endpoint.baseUrl();
        try {
            return Uni.createFrom().item(own == null ? addresses.of(endpoint.provider()) : HttpUrl.parse(own));
        } catch (IllegalArgumentException e) {
            return Uni.createFrom()
                    .failure(new ProviderException(
                            ProviderFault.ADDRESS_INVALID, "The integration's base_url " + e.getMessage()));
        } catch (ProviderException e) {
            return Uni.createFrom().failure(e);
        }
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
