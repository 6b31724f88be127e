package io.atrium.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.servers.Server;

/** Sets the public address, {@code PUBLIC_URL}, as the only server: clients reach services only there. */
@OpenApiFilter(stages = RunStage.RUNTIME_STARTUP)
public class PublicServer implements OASFilter {

    /** Says that clients are meant to use it. */
    public static final String INTERNAL = "x-internal";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setServers(List.of(server()));
    }

    /** The public address as a document names it. */
    public static Server server() {
        Config config = ConfigProvider.getConfig();
        String url = config.getValue("atrium.public-url", String.class).strip();
        String environment = "production".equals(config.getValue("atrium.mode", String.class))
                ? "the production environment"
                : "a local development environment";
        return OASFactory.createServer()
                .url(url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .description("The public address of " + environment)
                .addExtension(INTERNAL, false);
    }
}
