package io.atrium.kit.event;

/**
 * A record that this consumer cannot parse, with a machine code for the headers of the dead letter. Parsing it again
 * gives the same result, so it is not retried.
 */
public final class UnreadableEventException extends Exception {
    /** The bytes are no CloudEvent in JSON, or a required attribute is missing. */
    public static final String MALFORMED = "malformed";

    /** A well-formed event of a type or shape that this consumer does not know. */
    public static final String SCHEMA_UNKNOWN = "schema_unknown";

    /** An event that must belong to an organization names none. */
    public static final String TENANT_MISSING = "tenant_missing";

    /** The organization named is no UUID, or not the one the rest of the record names. */
    public static final String TENANT_INVALID = "tenant_invalid";

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable, lower case, words joined by underscores
     * @param detail one sentence for an operator; holds no payload
     */
    public UnreadableEventException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}
