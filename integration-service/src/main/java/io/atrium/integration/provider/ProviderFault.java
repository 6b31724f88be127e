package io.atrium.integration.provider;

import java.util.Locale;

/** What a call to a provider failed by. */
public enum ProviderFault {
    /** No answer, or not all of it, within the time. */
    PROVIDER_TIMEOUT(true, true),
    /** No connection, or one that broke. */
    PROVIDER_UNAVAILABLE(true, true),
    /** A 5xx. */
    PROVIDER_ERROR(true, true),
    /** An answer that is cut, too large, or not what was asked for. */
    PROVIDER_BAD_RESPONSE(true, true),
    /** 429: told to come back later. */
    PROVIDER_RATE_LIMITED(true, false),
    /** 401 or 403: the credential is refused. */
    PROVIDER_UNAUTHORIZED(false, false),
    /** Any other 4xx. */
    PROVIDER_REJECTED(false, false),
    /** The circuit is open: nothing was sent. */
    CIRCUIT_OPEN(false, false),
    /** Too many calls are under way: nothing was sent. */
    TOO_MANY_CALLS(false, false),
    /** The address is not one that a tenant may have called: nothing was sent. */
    ADDRESS_REFUSED(false, false),
    /** The address is none that anybody could call: nothing was sent. */
    ADDRESS_INVALID(false, false),
    /** Not the provider's fault: the platform failed at it, again and again. */
    INTERNAL_ERROR(false, false),
    /** There is no integration to call, or it is disabled. */
    INTEGRATION_DISABLED(false, false);

    /** What clients are told of {@link #code()}. */
    public static final String ABOUT_CODE =
            "provider_timeout, provider_unavailable (no connection), provider_error (5xx),"
                    + " provider_bad_response, provider_rate_limited (429), provider_unauthorized (401,"
                    + " 403), provider_rejected (another 4xx); circuit_open, too_many_calls,"
                    + " address_refused, address_invalid: nothing was sent; internal_error, integration_disabled";

    private final boolean worthRetry;
    private final boolean countsForCircuit;

    ProviderFault(boolean worthRetry, boolean countsForCircuit) {
        this.worthRetry = worthRetry;
        this.countsForCircuit = countsForCircuit;
    }

    boolean isWorthRetry() {
        return worthRetry;
    }

    boolean countsForCircuit() {
        return countsForCircuit;
    }

    /** Whether the provider answered, and refused this request. */
    boolean isAnswer() {
        return this == PROVIDER_RATE_LIMITED || this == PROVIDER_UNAUTHORIZED || this == PROVIDER_REJECTED;
    }

    /** Whether the provider may be well again later, so that a sync should wait for it. */
    public boolean isPassing() {
        return worthRetry || this == CIRCUIT_OPEN || this == TOO_MANY_CALLS;
    }

    /** The name in answers: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
