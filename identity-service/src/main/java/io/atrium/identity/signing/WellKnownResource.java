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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The documents by which others verify access tokens. Public, cacheable, public members only. */
@Path("/.well-known")
@PermitAll
@Tag(name = "Keys", description = "How others verify access tokens: public, and cacheable")
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

    @GET
    @Path("/jwks.json")
    @Operation(
            operationId = "getSigningKeys",
            summary = "Read the public keys of access tokens",
            description = "A JWK Set (RFC 7517) of every key that signs, will sign soon or has signed access"
                    + " tokens that may still be good. Keys rotate: a new one is published an hour before"
                    + " it signs (by default), so keep the set no longer than Cache-Control says, and take"
                    + " it anew for a kid that it lacks.")
    @APIResponseSchema(value = KeySet.class, responseCode = "200", responseDescription = "The keys")
    public Response keys() {
        return cacheable(ring.keySet());
    }

    @GET
    @Path("/openid-configuration")
    @Operation(
            operationId = "getOpenIdConfiguration",
            summary = "Read the issuer's metadata",
            description = "Issuer, address of the keys and algorithm of access tokens, as members of OpenID Connect"
                    + " Discovery 1.0. The platform verifies access tokens by it; it has no authorization endpoint and"
                    + " issues no ID tokens.")
    @APIResponseSchema(value = Discovery.class, responseCode = "200", responseDescription = "The metadata")
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
