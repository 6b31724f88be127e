package io.atrium.kit.database;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while every pool answers; names the state of each. Quarkus' own check asks by {@code Pool.query}, which logs an
 * ERROR of Vert.x 30 s after a connection could not be had, and is switched off.
 */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {
    private static final String DEFAULT = "app";

    private final List<PoolProbe> probes;

    DatabaseReadiness(@Any Instance<Pool> pools) {
        probes = pools.handlesStream()
                .map(handle -> new PoolProbe(name(handle.getBean().getQualifiers()), handle.get()))
                .toList();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.join()
                .all(probes.stream()
                        .map(probe -> probe.ask().onFailure().recoverWithItem(PoolProbe::reason))
                        .toList())
                .andFailFast()
                .map(this::response);
    }

    private HealthCheckResponse response(List<String> states) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("database");
        boolean ready = true;
        for (int i = 0; i < states.size(); i++) {
            response.withData(probes.get(i).name(), states.get(i));
            ready &= states.get(i).equals(PoolProbe.UP);
        }
        return response.status(ready).build();
    }

    /** The data source's name, which is its role's; the one without a name is the role of requests. */
    private static String name(Set<Annotation> qualifiers) {
        return qualifiers.stream()
                .filter(ReactiveDataSource.class::isInstance)
                .map(qualifier -> ((ReactiveDataSource) qualifier).value())
                .findFirst()
                .orElse(DEFAULT);
    }
}
