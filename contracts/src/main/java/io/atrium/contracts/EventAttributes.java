package io.atrium.contracts;

/**
 * Attributes that an event of any type may have beside those of CloudEvents 1.0. Their values are text. Readers pass over
 * attributes that they do not know, and over the absence of the others.
 */
public final class EventAttributes {
    /** Whose event it is, a UUID; absent when it is the platform's own. */
    public static final String ORGANIZATION = "organizationid";

    /** The span that wrote the event, as W3C Trace Context writes {@code traceparent}; absent without tracing. */
    public static final String TRACE_PARENT = "traceparent";

    /**
     * Reserved: the place of the event among those of its source and organization, in decimal: 1, 2, 3 and so on
     * without a gap. CloudEvents' integers have 32 bits, so it is text.
     */
    public static final String SEQUENCE = "organizationsequence";

    /** What every type of the platform begins with. */
    public static final String TYPE_PREFIX = "io.atrium.";

    private EventAttributes() {}
}
