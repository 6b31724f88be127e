package io.atrium.kit.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tokens for tests that take one with every request: signing one costs more than most requests. A token is given out 25
 * times within 10 minutes, a quarter of what one caller may send in a minute; then there is a new user with a new one.
 */
final class RequestTokens {

    static final RequestTokens SHARED = new RequestTokens();

    private static final int USES = 25;
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final int MOST = 1000;

    private final Map<String, Signed> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Signed> eldest) {
            return size() > MOST;
        }
    };

    private record Signed(String token, Instant since, int uses) {

        boolean isGood() {
            return uses < USES && since.isAfter(Instant.now().minus(AGE));
        }
    }

    synchronized String token(UUID organization, String role) {
        String key = organization + "/" + role;
        Signed known = tokens.get(key);
        Signed used = known != null && known.isGood()
                ? new Signed(known.token(), known.since(), known.uses() + 1)
                : new Signed(TestTokens.user(organization, role), Instant.now(), 1);
        tokens.put(key, used);
        return used.token();
    }
}
