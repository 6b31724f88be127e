package io.atrium.identity.signing;

import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.token.TokenConfig;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The documents by which others verify access tokens. Public, cacheable, public members only. */
@Path("/.well-known")
@PermitAll
@Tag(name = "Keys")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class WellKnownResource {

    private final SigningKeyRing ring;
    private final SigningConfig config;
    private final TokenConfig tokens;
    private final PublicAddress address;

    WellKnownResource(SigningKeyRing ring, SigningConfig config, TokenConfig tokens, PublicAddress address) {
        this.ring = ring;
        this.config = config;
        this.tokens = tokens;
        this.address = address;
    }

    /** OpenID Connect Discovery, the members that are true here. */
    public record Discovery(
            String issuer,
            String jwksUri,
            List<String> responseTypesSupported,
            List<String> subjectTypesSupported,
            List<String> idTokenSigningAlgValuesSupported,
            List<String> claimsSupported) {}

    @GET
    @Path("/jwks.json")
    @Operation(summary = "The public keys that verify access tokens, as a JWK Set")
    public Response keys() {
        return cacheable(ring.keySet());
    }

    @GET
    @Path("/openid-configuration")
    @Operation(summary = "Issuer, address of the keys, algorithms")
    public Response configuration() {
        return cacheable(new Discovery(
                tokens.issuer(),
                address.resolve("/.well-known/jwks.json").toString(),
                List.of("token"),
                List.of("public"),
                List.of("RS256"),
                List.of("iss", "aud", "sub", "exp", "iat", "jti", "org", "groups", "sid", "ver")));
    }

    private Response cacheable(Object entity) {
        String cache = "public, max-age=" + config.keySetMaxAge().toSeconds();
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, cache).build();
    }
}
