package io.atrium.kit.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** A verified access token for the security layer, built from the parsed claims only. */
public final class AccessTokenPrincipal extends DefaultJWTCallerPrincipal {
    private final AccessToken token;

    AccessTokenPrincipal(String text, AccessToken token, TokenConfig config) {
        super(text, claims(token, config));
        this.token = token;
    }

    /** The claims by their types. */
    public AccessToken token() {
        return token;
    }

    private static JwtClaims claims(AccessToken token, TokenConfig config) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.issuer());
        claims.setAudience(config.audience());
        claims.setSubject(token.userId().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(token.issuedAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(token.expiresAt().getEpochSecond()));
        claims.setJwtId(token.id());
        claims.setStringListClaim("groups", List.of(token.role().name()));
        return claims;
    }
}
