package io.atrium.local.settings;

import io.atrium.local.console.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate of the public address, with which the gateway takes HTTPS and nothing else.
 *
 * @param chain a file with the certificate and then those of the CAs in between, in PEM
 * @param key a file with the private key (PKCS #8), in PEM
 */
public record GatewayCertificate(Path chain, Path key) {

    public static final String CERTIFICATE = "GATEWAY_TLS_CERTIFICATE";
    public static final String KEY = "GATEWAY_TLS_KEY";

    /**
     * The one that the settings name; empty when they name none.
     *
     * @throws PlatformException when they name one file alone, or one that cannot be read
     */
    public static Optional<GatewayCertificate> of(Map<String, String> settings) {
        String chain = settings.getOrDefault(CERTIFICATE, "").strip();
        String key = settings.getOrDefault(KEY, "").strip();
        if (chain.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (chain.isEmpty() || key.isEmpty()) {
            throw new PlatformException("%s and %s are set together or not at all.".formatted(CERTIFICATE, KEY));
        }
        return Optional.of(new GatewayCertificate(readable(CERTIFICATE, chain), readable(KEY, key)));
    }

    private static Path readable(String name, String file) {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isReadable(path)) {
            throw new PlatformException("%s names a file that cannot be read: %s.".formatted(name, path));
        }
        return path;
    }

    /** The scheme of the public address: https with a certificate, http without. */
    public static String scheme(Map<String, String> settings) {
        return of(settings).isPresent() ? "https" : "http";
    }
}
