package io.atrium.mock.account;

import io.atrium.mock.fault.Faults;
import io.atrium.mock.json.MockException;
import io.atrium.mock.record.Provider;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accounts of one provider by credential; beyond the limit the one unused for longest is forgotten. */
public final class Accounts {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_CREDENTIAL = 512;

    private final Provider provider;
    private final int recordCount;
    private final Clock clock;
    private final Faults providerFaults = new Faults();
    private final Map<String, Account> byCredential;

    public Accounts(Provider provider, int limit, int recordCount, Clock clock) {
        this.provider = provider;
        this.recordCount = recordCount;
        this.clock = clock;
        this.byCredential = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
                return size() > limit;
            }
        };
    }

    /** The account that an {@code Authorization} header names; 401 without a bearer credential. */
    public Account authenticate(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw MockException.unauthenticated();
        }
        String credential = authorization.substring(SCHEME.length()).strip();
        if (credential.isEmpty() || credential.length() > LONGEST_CREDENTIAL) {
            throw MockException.unauthenticated();
        }
        synchronized (byCredential) {
            return byCredential.computeIfAbsent(
                    credential, key -> new Account(provider, key, recordCount, clock, providerFaults));
        }
    }
}
