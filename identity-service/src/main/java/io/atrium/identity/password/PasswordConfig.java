package io.atrium.identity.password;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Passwords: what is accepted and what hashing costs. The defaults are OWASP's for Argon2id. */
@ConfigMapping(prefix = "identity.password")
public interface PasswordConfig {

    /** Fewest characters (code points). */
    @WithDefault("12")
    @Bounds(min = "8", max = "128")
    int minLength();

    /** Most characters (code points); bounds what a request can make the hash read. */
    @WithDefault("128")
    @Bounds(min = "64", max = "1024")
    int maxLength();

    /** Whether the list of common passwords is refused. */
    @WithDefault("true")
    boolean refuseCommon();

    Argon2 argon2();

    Pool pool();

    /** Cost of new hashes. A hash of another cost is verified and replaced at the next login. */
    interface Argon2 {

        @WithDefault("19456")
        @Bounds(min = "8", max = "4194304")
        int memoryKib();

        @WithDefault("2")
        @Bounds(min = "1", max = "1000")
        int iterations();

        @WithDefault("1")
        @Bounds(min = "1", max = "64")
        int parallelism();

        /**
         * Whether libargon2 computes the hashes where it can be loaded. Without it Bouncy Castle does: the same hashes
         * for about twice the CPU, in memory of the heap.
         */
        @WithName("native")
        @WithDefault("true")
        boolean nativeLibrary();
    }

    /** The threads that hash. */
    interface Pool {

        /** 0: one a core. */
        @WithDefault("0")
        @Bounds(min = "0", max = "1024")
        int threads();

        /** How many may wait; beyond it one of whoever has most, or was served last, is answered 503. */
        @WithDefault("100")
        @Bounds(min = "1", max = "1000000")
        int queue();

        /** How many of them may be of one client network or organization, so that others find a place. */
        @WithDefault("90")
        @Bounds(min = "1", max = "1000000")
        int queuePerClient();

        /** How many logins and registrations may be under way at once; beyond it one is answered 503 in the same way. */
        @WithDefault("256")
        @Bounds(min = "1", max = "1000000")
        int underWay();

        /** How many of them may be of one client network. */
        @WithDefault("128")
        @Bounds(min = "1", max = "1000000")
        int underWayPerClient();
    }
}
