package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.database.DatabaseProblems;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageBytes;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.sql.SqlRows;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads across organizations as the {@code platform} role, which can read this table and nothing else. */
@ApplicationScoped
class OrganizationDirectory {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final Keyset KEY = Keyset.of("organizations", KeyColumn.uuid());
    /** Of the settings on a page. */
    private static final long PAGE_BYTES = 1 << 20;

    private static final String LIST = PageBytes.cut("""
            SELECT o.*, octet_length(o.settings) AS page_bytes
              FROM (SELECT organization_id, name, domain, subdomain, status, plan, settings::text AS settings,
                           created_at, updated_at, version
                      FROM organizations
                     WHERE organization_id > $1 AND ($2::text IS NULL OR status = $2)
                     ORDER BY organization_id
                     LIMIT $3) o""", "organization_id", "$4");

    private final Pool pool;
    private final Settings settings;
    private final Cursors cursors;

    OrganizationDirectory(@ReactiveDataSource("platform") Pool pool, Settings settings, Cursors cursors) {
        this.pool = pool;
        this.cursors = cursors;
        this.settings = settings;
    }

    Uni<Page<OrganizationResponse>> list(@Nullable OrganizationStatus status, PageRequest request) {
        Paging page = cursors.open(KEY, null, request, status);
        UUID after = page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL);
        return pool.withConnection(connection -> connection
                        .preparedQuery(LIST)
                        .execute(Tuple.of(after, status == null ? null : status.name(), page.fetch(), PAGE_BYTES)))
                .onFailure()
                .transform(DatabaseProblems::problemOf)
                .map(rows -> page.page(
                        SqlRows.all(rows, this::response),
                        SqlRows.first(rows, row -> row.getLong(PageBytes.CANDIDATES))
                                .orElse(0L),
                        organization -> Cursor.of(organization.id())));
    }

    private OrganizationResponse response(Row row) {
        return new OrganizationResponse(
                row.getUUID("organization_id"),
                row.getString("name"),
                row.getString("domain"),
                row.getString("subdomain"),
                OrganizationStatus.valueOf(row.getString("status")),
                Plan.valueOf(row.getString("plan")),
                settings.parse(row.getString("settings")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getInteger("version"));
    }
}
