package io.atrium.identity.attempt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the operations that need no token and cost the most. */
@ConfigMapping(prefix = "identity.attempts")
public interface AttemptConfig {

    /** {@code RATE_LIMIT_LOGIN_…}. */
    Login login();

    /** {@code RATE_LIMIT_REGISTER_…}. */
    Register register();

    /** How often people may try to log in. */
    interface Login {

        /** Logins from one client network in a window, whoever they are for; 0 for no limit. */
        @WithDefault("60")
        int requests();

        /** Logins for one e-mail address from one client network in a window; 0 for no limit. */
        @WithDefault("20")
        int accountRequests();

        /** Length of the window, 1 s to 24 h. */
        @WithDefault("60S")
        Duration window();
    }

    /** How often organizations may be registered. */
    interface Register {

        /** Registrations from one client network in a window; 0 for no limit. */
        @WithDefault("20")
        int requests();

        /** Registrations with one e-mail address from one client network in a window; 0 for no limit. */
        @WithDefault("5")
        int accountRequests();

        /** Length of the window, 1 s to 24 h. */
        @WithDefault("600S")
        Duration window();
    }
}
