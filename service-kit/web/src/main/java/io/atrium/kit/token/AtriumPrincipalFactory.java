package io.atrium.kit.token;

import io.atrium.kit.problem.ProblemException;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Replaces SmallRye JWT's verification with {@link AccessTokenVerifier}. */
@ApplicationScoped
@Alternative
@Priority(1)
public class AtriumPrincipalFactory extends JWTCallerPrincipalFactory {
    private static final Logger LOG = Logger.getLogger(AtriumPrincipalFactory.class);

    private final TokenConfig config;
    private final AccessTokenVerifier verifier;
    private final RefusedTokens refused;

    @Inject
    public AtriumPrincipalFactory(
            TokenConfig config, SigningKeys keys, Revocations revocations, RefusedTokens refused) {
        this.config = config;
        this.verifier = new AccessTokenVerifier(config, keys, revocations, Clock.systemUTC());
        this.refused = refused;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        try {
            return new AccessTokenPrincipal(token, verifier.verify(token), config);
        } catch (InvalidTokenException e) {
            LOG.debugf("An access token is refused: %s", e.getMessage());
            refused.countAccess();
            throw new ParseException("The token is refused", e);
        } catch (ProblemException e) {
            throw new ParseException("The token cannot be judged", e);
        }
    }
}
