package io.atrium.identity.attempt;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Limits of the operations that need no token and cost the most. What is not set follows the limit of a caller
 * ({@code RATE_LIMIT_REQUESTS} in {@code RATE_LIMIT_WINDOW}), as the part of it that is given here; 0 is no limit.
 */
@ConfigMapping(prefix = "identity.attempts")
public interface AttemptConfig {

    /** {@code RATE_LIMIT_LOGIN_…}. */
    Login login();

    /** {@code RATE_LIMIT_REGISTER_…}. */
    Register register();

    /** How often people may try to log in. Guessing is slowed down elsewhere; this bounds what it costs. */
    interface Login {

        /** Logins from one client network in a window, whoever they are for; nine tenths. */
        @Bounds(min = "0", max = "1000000000")
        OptionalInt requests();

        /** Logins for one e-mail address from one client network in a window; eight tenths. */
        @Bounds(min = "0", max = "1000000000")
        OptionalInt accountRequests();

        /** Length of the window, 1 s to 24 h. */
        Optional<@Bounds(min = "PT1S", max = "PT24H") Duration> window();
    }

    /** How often organizations may be registered. */
    interface Register {

        /** Registrations from one client network in a window; six tenths. */
        @Bounds(min = "0", max = "1000000000")
        OptionalInt requests();

        /** Registrations with one e-mail address from one client network in a window; one tenth. */
        @Bounds(min = "0", max = "1000000000")
        OptionalInt accountRequests();

        /** Length of the window, 1 s to 24 h. */
        Optional<@Bounds(min = "PT1S", max = "PT24H") Duration> window();
    }
}
