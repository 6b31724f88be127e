package io.atrium.kit.tenancy;

import io.atrium.kit.outbox.OutboxRelay;
import io.atrium.kit.request.CurrentRequest;
import io.atrium.kit.tracing.Tracing;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of consumers: one for each batch, as the role {@code ingest}, for the organizations of the batch
 * only. {@code BEGIN}, the settings and the first statement share one round trip.
 *
 * <p>The changes of such a transaction are the system's. So it refuses to run inside a request, whose caller would be lost:
 * requests change things in a {@link TenantTransaction}, and {@link SystemWork} is for the system's work that one asks for.
 */
@ApplicationScoped
public class IngestTransaction {

    // Consumers find their rows by an index. A plan kept from when a table was empty would read all of it once a flood
    // has come, until its statistics are taken again.
    static final String SETTINGS = """
            SELECT set_config('app.organization_ids', $1, true), set_config('app.actor_type', 'SYSTEM', true), \
            set_config('enable_seqscan', 'off', true)""";

    private final Instance<Pool> pool;
    private final Instance<OutboxRelay> relay;
    private final Tracing tracing;

    IngestTransaction(@ReactiveDataSource("ingest") Instance<Pool> pool, Instance<OutboxRelay> relay, Tracing tracing) {
        this.pool = pool;
        this.relay = relay;
        this.tracing = tracing;
    }

    /**
     * Runs the work, to its end even when the caller stops waiting; whatever fails in it rolls all of it back.
     *
     * @throws IllegalStateException inside a request, through the Uni
     */
    public <T> Uni<T> run(Collection<UUID> organizations, Function<SqlConnection, Uni<T>> work) {
        String ids = organizations.stream().distinct().map(UUID::toString).collect(Collectors.joining(","));
        return Uninterrupted.run(abandoned -> CurrentRequest.find() == null
                ? begin(abandoned, ids, work)
                : Uni.createFrom().failure(new IllegalStateException("A request's changes are its caller's")));
    }

    private <T> Uni<T> begin(BooleanSupplier abandoned, String ids, Function<SqlConnection, Uni<T>> work) {
        String traceParent = tracing.current();
        return pool.get()
                .getConnection()
                .chain(connection -> Uninterrupted.unless(abandoned, () -> transact(connection, ids, traceParent, work))
                        .eventually(connection::close))
                .invoke(() -> {
                    if (relay.isResolvable()) {
                        relay.get().wake();
                    }
                });
    }

    private static <T> Uni<T> transact(
            SqlConnection connection, String ids, @Nullable String traceParent, Function<SqlConnection, Uni<T>> work) {
        PipelinedTransaction begun =
                PipelinedTransaction.begin(connection.getDelegate(), SETTINGS, Tuple.of(ids), traceParent);
        return SqlTransaction.run(begun, () -> work.apply(connection));
    }
}
