package io.atrium.mock.provider;

import io.atrium.mock.record.Provider;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Which providers are served, where, and how much they keep. */
@ConfigMapping(prefix = "mock")
interface MockConfig {

    /** Providers served by this process. */
    @WithDefault("user,payment,communication")
    Set<Provider> providers();

    /** Address to listen on. */
    @WithDefault("0.0.0.0")
    String host();

    User user();

    Payment payment();

    Communication communication();

    /** Records of a credential seen for the first time. */
    @WithDefault("120")
    int records();

    /** Credentials kept per provider. */
    @WithDefault("300")
    int accounts();

    Webhook webhook();

    /** The user provider. */
    interface User {
        @WithDefault("8001")
        int port();
    }

    /** The payment provider. */
    interface Payment {
        @WithDefault("8002")
        int port();
    }

    /** The communication provider. */
    interface Communication {
        @WithDefault("8003")
        int port();
    }

    /** Sending of webhooks. */
    interface Webhook {
        /** Deliveries waiting or under way per provider. */
        @WithDefault("20000")
        int queue();

        /**
         * A file, in PEM, with the only certificates that are trusted where a webhook goes to an https address, by
         * whatever name it is reached; without one those of the JVM, by their names.
         */
        Optional<String> certificate();
    }

    default int port(Provider provider) {
        return switch (provider) {
            case USER -> user().port();
            case PAYMENT -> payment().port();
            case COMMUNICATION -> communication().port();
        };
    }
}
