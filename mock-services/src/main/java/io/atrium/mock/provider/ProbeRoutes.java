package io.atrium.mock.provider;

import io.atrium.mock.json.Json;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;

/** Probes and metrics, as the platform's services have them. A provider that answers is well: it has no other part. */
final class ProbeRoutes {

    private ProbeRoutes() {}

    static void mount(Router router, PrometheusMeterRegistry metrics) {
        Buffer up = Buffer.buffer(Json.bytes(
                Json.object().put("status", "UP").set("checks", Json.object().arrayNode())));
        for (String probe : new String[] {"", "/live", "/ready", "/started"}) {
            router.get("/q/health" + probe)
                    .handler(context -> context.response()
                            .putHeader("content-type", "application/json")
                            .end(up));
        }
        router.get("/q/metrics")
                .handler(context -> context.response()
                        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(metrics.scrape()));
    }
}
