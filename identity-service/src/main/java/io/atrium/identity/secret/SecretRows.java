package io.atrium.identity.secret;

import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.secrets.KeyUsage;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts the rows under each key, for the operator who wants to remove an earlier one. */
@ApplicationScoped
public class SecretRows {

    private static final TenantScope SCOPE = TenantScope.system(PlatformOrganization.ID, null);

    private final TenantTransaction transaction;
    private final KeyUsage usage;

    SecretRows(TenantTransaction transaction, ServiceSecret secret, MeterRegistry registry) {
        this.transaction = transaction;
        this.usage = new KeyUsage(secret.box(), registry);
    }

    /** Reads one table from end to end: nothing for a request. */
    public Uni<Void> report() {
        return transaction.read(SCOPE, SecretRows::count).invoke(usage::report).replaceWithVoid();
    }

    private static Uni<Map<String, Long>> count() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT kid, total FROM rows_by_secret_key()", Object[].class)
                        .getResultList())
                .map(SecretRows::byKey);
    }

    private static Map<String, Long> byKey(List<Object[]> rows) {
        return rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue()));
    }
}
