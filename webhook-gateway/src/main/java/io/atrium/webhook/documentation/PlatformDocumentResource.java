package io.atrium.webhook.documentation;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /openapi}: the OpenAPI document of all services, as YAML or JSON, by {@code Accept} or the parameter
 * {@code format}, as {@code /q/openapi} of a service answers its own.
 */
@Path("/openapi")
@PermitAll
public class PlatformDocumentResource {

    private static final String YAML = "application/yaml";

    private final PlatformDocument document;

    PlatformDocumentResource(PlatformDocument document) {
        this.document = document;
    }

    @GET
    @NonBlocking
    @Produces({YAML, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response get(
            @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept, @QueryParam("format") @Nullable String format) {
        boolean json = format == null || format.isEmpty()
                ? MediaType.APPLICATION_JSON.equals(accept)
                : "json".equalsIgnoreCase(format);
        return Response.ok(json ? document.json() : document.yaml(), json ? MediaType.APPLICATION_JSON : YAML)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
