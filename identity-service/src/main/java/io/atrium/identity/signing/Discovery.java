package io.atrium.identity.signing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** OpenID Connect Discovery, the members that are true here. */
@Schema(description = "Metadata of the issuer (OpenID Connect Discovery 1.0), the members that are true here")
public record Discovery(
        @Schema(description = "The iss of access tokens", examples = "https://api.example.com")
        String issuer,

        @Schema(
                description = "Where the public keys are",
                examples = "https://api.example.com/.well-known/jwks.json",
                format = "uri")
        String jwksUri,

        @Schema(description = "Always token", examples = "[\"token\"]")
        List<String> responseTypesSupported,

        @Schema(description = "Always public", examples = "[\"public\"]")
        List<String> subjectTypesSupported,

        @Schema(description = "Algorithms of signatures (RFC 7518)", examples = "[\"RS256\"]")
        List<String> idTokenSigningAlgValuesSupported,

        @Schema(
                description = "Claims of access tokens: those of RFC 9068, and org (organization), groups (role), sid"
                        + " (session), ver (raised to refuse older tokens)",
                examples =
                        "[\"iss\", \"aud\", \"sub\", \"exp\", \"iat\", \"jti\", \"org\", \"groups\", \"sid\", \"ver\"]")
        List<String> claimsSupported) {}
