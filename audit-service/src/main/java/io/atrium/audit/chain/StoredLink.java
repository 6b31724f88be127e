package io.atrium.audit.chain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link as it was found in the database, with what stands beside it.
 *
 * @param hash as stored
 * @param payload null when it was erased
 */
public record StoredLink(
        ChainLink link, byte[] hash, @Nullable Payload payload) {

    /**
     * What happened, as found.
     *
     * @param canonicalRecord as stored
     * @param columns the columns that repeat parts of the record
     */
    public record Payload(String canonicalRecord, byte[] salt, Map<AuditColumn, @Nullable Object> columns) {}
}
