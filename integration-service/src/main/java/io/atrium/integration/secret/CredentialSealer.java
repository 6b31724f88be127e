package io.atrium.integration.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Makes the credentials of providers, and encrypts and decrypts them under SECRET_KEY. */
@ApplicationScoped
public class CredentialSealer {

    private static final String PREFIX = "atr_";
    private static final int BYTES = 32;

    private final SecretSealer sealer;
    private final SealedRows rows;
    private final SecureRandom random = new SecureRandom();

    CredentialSealer(SecretSealer sealer, SealedRows rows) {
        this.sealer = sealer;
        this.rows = rows;
    }

    /** A new random credential. */
    public String create() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public String seal(UUID organizationId, UUID integrationId, String credential) {
        return sealer.atRest().seal(credential.getBytes(UTF_8), context(organizationId, integrationId));
    }

    public String open(UUID organizationId, UUID integrationId, String sealed) {
        return new String(sealer.atRest().open(sealed, context(organizationId, integrationId)), UTF_8);
    }

    /** Encrypts a credential that is under an earlier key again, in the current tenant transaction. */
    public Uni<Void> renew(UUID organizationId, UUID integrationId, String sealed) {
        return sealer.isOutdated(sealed)
                ? renew(organizationId, new SealedRows.Sealed(integrationId, sealed))
                : Uni.createFrom().voidItem();
    }

    Uni<Void> renew(UUID organizationId, SealedRows.Sealed row) {
        return rows.replaceCredential(
                organizationId, row, sealer.atRest().reseal(row.text(), context(organizationId, row.id())));
    }

    private static String context(UUID organizationId, UUID integrationId) {
        return "credential/" + organizationId + "/" + integrationId;
    }
}
