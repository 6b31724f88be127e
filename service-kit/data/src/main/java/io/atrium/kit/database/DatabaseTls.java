package io.atrium.kit.database;

import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * TLS of every connection to the database: of the pools and of the migration.
 *
 * @param sslmode {@code disable}; {@code require}: encrypted, to whoever answers; {@code verify-ca}: to a server whose
 *     certificate is signed by a CA of {@code sslrootcert}; {@code verify-full}: and is for the host name that is connected
 *     to. With {@code sslrootcert} {@code require} is {@code verify-ca}, as in libpq. Empty: not said, which is no TLS and
 *     what production mode refuses
 * @param sslrootcert a file in PEM; empty: none
 */
public record DatabaseTls(String sslmode, String sslrootcert) {

    private static final List<String> MODES = List.of("disable", "require", "verify-ca", "verify-full");

    static DatabaseTls of(DatabaseTlsConfig config) {
        return new DatabaseTls(
                config.sslmode().orElse("").strip(),
                config.sslrootcert().orElse("").strip());
    }

    /** What is wrong with the settings, each as a sentence that begins with a variable. */
    public List<String> faults(boolean production) {
        List<String> faults = new ArrayList<>();
        if (sslmode.isEmpty()) {
            if (production) {
                faults.add("DATABASE_SSLMODE is not set: verify-full, or disable where the network is private");
            }
        } else if (!MODES.contains(sslmode)) {
            faults.add("DATABASE_SSLMODE is disable, require, verify-ca or verify-full, not " + sslmode);
        }
        if (sslrootcert.isEmpty()) {
            if (sslmode.startsWith("verify-")) {
                faults.add("DATABASE_SSLROOTCERT is not set, with DATABASE_SSLMODE=" + sslmode);
            }
        } else if (!Files.isReadable(Path.of(sslrootcert))) {
            faults.add("DATABASE_SSLROOTCERT names a file that cannot be read: " + sslrootcert);
        } else if (!hasCertificates()) {
            faults.add("DATABASE_SSLROOTCERT names a file without certificates: " + sslrootcert);
        }
        return List.copyOf(faults);
    }

    boolean isEncrypted() {
        return !sslmode.isEmpty() && !sslmode.equals("disable");
    }

    /** Sets the options of a reactive connection; leaves them as they are where nothing is said. */
    void applyTo(PgConnectOptions options) {
        switch (effective()) {
            case "disable" -> options.setSslMode(SslMode.DISABLE);
            case "require" -> options.setSslMode(SslMode.REQUIRE).setTrustAll(true);
            case "verify-ca" -> options.setSslMode(SslMode.VERIFY_CA).setTrustOptions(TrustOptions.wrap(trusted()));
            case "verify-full" ->
                options.setSslMode(SslMode.VERIFY_FULL)
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setTrustOptions(TrustOptions.wrap(trusted()));
            default -> {}
        }
    }

    /** The parameters of a JDBC address, from the question mark on; empty where nothing is said. */
    public String jdbcParameters() {
        if (sslmode.isEmpty()) {
            return "";
        }
        String mode = "?sslmode=" + effective();
        return sslrootcert.isEmpty() || !isEncrypted()
                ? mode
                : mode + "&sslrootcert=" + URLEncoder.encode(sslrootcert, StandardCharsets.UTF_8);
    }

    private String effective() {
        return sslmode.equals("require") && !sslrootcert.isEmpty() ? "verify-ca" : sslmode;
    }

    private ReportingTrust trusted() {
        try {
            return ReportingTrust.of(Path.of(sslrootcert));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("DATABASE_SSLROOTCERT cannot be used: " + e.getMessage(), e);
        }
    }

    private boolean hasCertificates() {
        try {
            return ReportingTrust.of(Path.of(sslrootcert)).getAcceptedIssuers().length > 0;
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }
}
