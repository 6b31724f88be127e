package io.atrium.kit.database;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** TLS of the connections to the database, in the words of PostgreSQL's libpq. */
@ConfigMapping(prefix = "atrium.database.tls")
public interface DatabaseTlsConfig {

    /** {@code disable}, {@code require}, {@code verify-ca} or {@code verify-full}; see {@link DatabaseTls}. */
    Optional<String> sslmode();

    /** A file with the certificates of the CAs that are trusted, in PEM. */
    Optional<String> sslrootcert();
}
