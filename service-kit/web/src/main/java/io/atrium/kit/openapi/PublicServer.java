package io.atrium.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Names the public address, {@code PUBLIC_URL}, as the one server: no client reaches a service by another. */
@OpenApiFilter(stages = RunStage.RUNTIME_STARTUP)
public class PublicServer implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Config config = ConfigProvider.getConfig();
        String url = config.getValue("atrium.public-url", String.class).strip();
        api.setServers(List.of(OASFactory.createServer()
                .url(url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .description(
                        "production".equals(config.getValue("atrium.mode", String.class))
                                ? "The public address of the production environment"
                                : "The public address of a local development environment")
                .addExtension("x-internal", false)));
    }
}
