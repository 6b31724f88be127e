package io.atrium.integration.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.integration.record.Parsing;
import io.atrium.kit.url.HttpUrl;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The providers' collections, page by page. Never called with a session or a transaction open. */
@ApplicationScoped
public class ProviderClient {

    private final ProviderHttp http;
    private final ProviderGuards guards;
    private final ProviderAddresses addresses;
    private final AnswerBytes bytes;
    private final Parsing parsing;

    ProviderClient(
            ProviderHttp http, ProviderGuards guards, ProviderAddresses addresses, AnswerBytes bytes, Parsing parsing) {
        this.bytes = bytes;
        this.parsing = parsing;
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
     * @param use what is done with it; its memory counts for the organization until then
     */
    public <T, R> Uni<R> page(
            Endpoint endpoint,
            String collection,
            int limit,
            @Nullable String cursor,
            @Nullable Instant updatedSince,
            Function<ProviderPage, T> reader,
            Function<T, Uni<R>> use) {
        String query = query(limit, cursor, updatedSince);
        AnswerBytes.Held held = bytes.open(endpoint.organizationId());
        return guards.of(endpoint.organizationId(), endpoint.provider())
                .call(time -> get(endpoint, collection, query, held, time).chain(answer -> read(answer, reader)))
                .chain(page -> use.apply(page))
                .onTermination()
                .invoke(held::release);
    }

    private <T> Uni<T> read(ProviderAnswer answer, Function<ProviderPage, T> reader) {
        return parsing.read(
                answer.body().length(),
                () -> reader.apply(PageReader.read(answer.body().getBytes(), answer.date())));
    }

    /**
     * {@code GET {base}/{collection}?limit=1}, once, its body not looked into: whether the provider answers. Under the
     * same circuit, bulkhead, time and addresses as every call. Fails with a {@link ProviderException}.
     */
    public Uni<Void> probe(Endpoint endpoint, String collection) {
        AnswerBytes.Held held = bytes.open(endpoint.organizationId());
        return guards.of(endpoint.organizationId(), endpoint.provider())
                .tryOnce(time -> get(endpoint, collection, query(1, null, null), held, time))
                .onTermination()
                .invoke(held::release)
                .replaceWithVoid();
    }

    /** The circuit in this process; closed when it was never needed. */
    public Circuit circuit(UUID organizationId, String provider) {
        return guards.find(organizationId, provider).map(ProviderGuard::circuit).orElse(Circuit.CLOSED);
    }

    private Uni<ProviderAnswer> get(
            Endpoint endpoint, String collection, String query, AnswerBytes.Held held, Duration time) {
        held.release();
        boolean trusted = endpoint.baseUrl() == null;
        return base(endpoint)
                .chain(base -> http.get(
                        endpoint.organizationId(),
                        base,
                        base.path() + "/" + collection + query,
                        trusted,
                        endpoint.credential(),
                        held,
                        time));
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
}
