package io.atrium.identity.signing;

import io.atrium.kit.token.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when there is a key to sign with, and those who verify, this service among them, have heard of it. */
@Readiness
@ApplicationScoped
public class SigningKeyReadiness implements HealthCheck {

    private final SigningKeyRing ring;
    private final SigningKeys known;

    SigningKeyReadiness(SigningKeyRing ring, SigningKeys known) {
        this.ring = ring;
        this.known = known;
    }

    @Override
    public HealthCheckResponse call() {
        boolean published = ring.signingKid().flatMap(known::find).isPresent();
        return HealthCheckResponse.named("signing-key").status(published).build();
    }
}
