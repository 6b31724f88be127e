package io.atrium.identity.password;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * libargon2, the reference implementation, whose memory is none of the heap's. What RFC 9106 does not allow it refuses; a
 * stored hash may have been made so all the same, and is computed by Bouncy Castle.
 */
final class NativeArgon2 implements Argon2Library {

    private static final Logger LOG = Logger.getLogger(NativeArgon2.class);

    /** Where JNA unpacks libraries. By default that is a folder of the user's, in which a killed process leaves them. */
    private static final String UNPACKED = "jna.tmpdir";

    private static final int LEAST_SALT = 8;
    private static final int LEAST_MEMORY_OF_LANE = 8;

    private static final byte[] PROBE_PASSWORD = {1, 2, 3, 4};
    private static final byte[] PROBE_SALT = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final int PROBE_LENGTH = 16;

    private final Argon2Library others = new JavaArgon2();
    private final Argon2Advanced library = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id);

    private NativeArgon2() {}

    /** Empty where the library is not there for this machine, cannot be unpacked, or computes something else. */
    static Optional<Argon2Library> load() {
        if (System.getProperty(UNPACKED) == null) {
            System.setProperty(UNPACKED, System.getProperty("java.io.tmpdir"));
        }
        try {
            NativeArgon2 loaded = new NativeArgon2();
            if (loaded.agrees()) {
                return Optional.of(loaded);
            }
            LOG.warn("libargon2 computes other hashes than Bouncy Castle");
        } catch (RuntimeException | LinkageError e) {
            LOG.infof("libargon2 cannot be loaded: %s", e.toString());
        }
        return Optional.empty();
    }

    private boolean agrees() {
        Argon2id cost = new Argon2id(LEAST_MEMORY_OF_LANE, 1, 1);
        return Arrays.equals(
                derive(PROBE_PASSWORD, PROBE_SALT, cost, PROBE_LENGTH),
                others.derive(PROBE_PASSWORD, PROBE_SALT, cost, PROBE_LENGTH));
    }

    @Override
    public byte[] derive(byte[] password, byte[] salt, Argon2id cost, int length) {
        if (salt.length < LEAST_SALT || cost.memoryKib() < LEAST_MEMORY_OF_LANE * cost.parallelism()) {
            return others.derive(password, salt, cost, length);
        }
        return library.pbkdf(cost.iterations(), cost.memoryKib(), cost.parallelism(), password, salt, length);
    }

    @Override
    public String name() {
        return "libargon2";
    }
}
