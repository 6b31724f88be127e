package io.atrium.identity.signing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A JWK Set (RFC 7517), as OpenAPI shows it; {@link SigningKeyRing} keeps it as text. */
@Schema(name = "KeySet", description = "A JWK Set (RFC 7517)")
record KeySet(
        @Schema(description = "The keys; empty until the first one is made")
        List<Key> keys) {

    /** One key, the public half alone. */
    @Schema(name = "Key", description = "The public half of an RSA key of 2048 bits (RFC 7517, RFC 7518)")
    record Key(
            @Schema(description = "Kind of key", enumeration = "RSA", examples = "RSA")
            String kty,

            @Schema(
                    description = "The key's id, as in the header of a token: its thumbprint (RFC 7638)",
                    examples = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
            String kid,

            @Schema(description = "What the key is for: signatures", enumeration = "sig", examples = "sig")
            String use,

            @Schema(description = "The algorithm it is used with", enumeration = "RS256", examples = "RS256")
            String alg,

            @Schema(
                    description = "Modulus, base64url",
                    examples = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFF")
            String n,

            @Schema(description = "Public exponent, base64url", examples = "AQAB")
            String e) {}
}
