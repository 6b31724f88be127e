package io.atrium.kit.certificate;

/**
 * A certificate of a server, in PEM.
 *
 * @param chain the certificate, then that of its CA
 * @param key the private key (PKCS #8)
 */
public record ServerCertificate(String chain, String key) {

    /** Not the key. */
    @Override
    public String toString() {
        return chain;
    }
}
