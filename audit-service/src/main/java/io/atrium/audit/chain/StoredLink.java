package io.atrium.audit.chain;

import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A link as it was found in the database, with what stands beside it.
 *
 * @param hash as stored
 * @param payload null when it was erased
 */
public record StoredLink(
        ChainLink link, byte[] hash, @Nullable Payload payload) {

    private static final Logger LOG = Logger.getLogger(StoredLink.class);

    /**
     * What happened, as found.
     *
     * @param canonicalRecord as stored
     * @param columns the columns that repeat parts of the record
     */
    public record Payload(String canonicalRecord, byte[] salt, Map<AuditColumn, @Nullable Object> columns) {

        /** The record; empty when it cannot be read, whatever the reason: one row must not fail the others. */
        public Optional<AuditRecord> record() {
            try {
                AuditRecord read = AuditRecord.parse(canonicalRecord);
                read.occurredAt();
                return Optional.of(read);
            } catch (RuntimeException e) {
                LOG.debug("A stored record cannot be read", e);
                return Optional.empty();
            }
        }
    }
}
