package io.atrium.kit.database;

import io.atrium.kit.secrets.StartupRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** A service does not start on TLS settings of the database that make no sense, nor in production without any. */
@ApplicationScoped
class DatabaseTlsRule implements StartupRule {

    private static final Logger LOG = Logger.getLogger(DatabaseTlsRule.class);

    private final DatabaseTls tls;

    DatabaseTlsRule(DatabaseTlsConfig config) {
        this.tls = DatabaseTls.of(config);
    }

    @Override
    public List<String> faults(boolean production) {
        List<String> faults = tls.faults(production);
        if (production && faults.isEmpty() && !tls.isEncrypted()) {
            LOG.warn("Connections to PostgreSQL are not encrypted");
        }
        return faults;
    }
}
