package io.atrium.kit.token;

import io.atrium.kit.problem.ProblemException;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;

/** Puts {@link AccessTokenVerifier} in the place of SmallRye's own verification. */
@ApplicationScoped
@Alternative
@Priority(1)
public class AtriumPrincipalFactory extends JWTCallerPrincipalFactory {
    private final AccessTokenVerifier verifier;

    @Inject
    public AtriumPrincipalFactory(
            TokenConfig config, SigningKeys keys, Revocations revocations, OrganizationStates organizations) {
        this.verifier = new AccessTokenVerifier(config, keys, revocations, organizations);
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        try {
            return new DefaultJWTCallerPrincipal(token, verifier.verify(token));
        } catch (ProblemException e) {
            throw new ParseException("The token is refused", e);
        }
    }
}
