package io.atrium.kit.negotiation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Quarkus serves in every service beside the resources. */
final class PlainEndpoints {

    private static final MediaType TEXT = new MediaType("text", "plain", Map.of());
    private static final MediaType OPEN_METRICS = new MediaType("application", "openmetrics-text", Map.of());

    private PlainEndpoints() {}

    @Produces
    @Singleton
    static PlainEndpoint health() {
        return new PlainEndpoint(
                Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/health/well"),
                List.of(MediaType.JSON));
    }

    @Produces
    @Singleton
    static PlainEndpoint metrics() {
        return new PlainEndpoint(Set.of("/q/metrics"), List.of(TEXT, OPEN_METRICS));
    }

    /** The document comes as YAML or JSON, by {@code Accept} or the parameter {@code format}. */
    @Produces
    @Singleton
    static PlainEndpoint openApi() {
        return new PlainEndpoint(
                Set.of("/q/openapi", "/q/openapi.json", "/q/openapi.yaml", "/q/openapi.yml"), List.of());
    }
}
