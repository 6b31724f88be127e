package io.atrium.identity.password;

import io.atrium.identity.compute.BoundedPool;
import io.atrium.identity.compute.Places;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.text.Passphrase;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes with Argon2id, verifies Argon2id and bcrypt, on a pool of its own. Passwords are hashed in the form of
 * {@link Passphrase}; hashes from before were made of its NFC alone, which is tried where it is another. A user that does
 * not exist costs the same as one that does: the password is verified against a hash that nothing matches.
 */
@Singleton
public final class PasswordHasher {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");
    private static final int BCRYPT_BYTES = 72;

    private static final Logger LOG = Logger.getLogger(PasswordHasher.class);

    private final Argon2Library library;
    private final Argon2id argon2;
    private final String nobodys;
    private final BoundedPool pool;
    private final Places places;

    PasswordHasher(PasswordConfig config, MeterRegistry registry) {
        this.library = config.argon2().nativeLibrary() ? Argon2Library.best() : new JavaArgon2();
        LOG.infof("Passwords are hashed by %s", library.name());
        this.argon2 = new Argon2id(
                config.argon2().memoryKib(),
                config.argon2().iterations(),
                config.argon2().parallelism());
        this.nobodys = argon2.nobodys();
        this.pool = new BoundedPool(
                "password-hash",
                config.pool().threads(),
                config.pool().queue(),
                config.pool().queuePerClient(),
                registry);
        this.places =
                new Places("password", config.pool().underWay(), config.pool().underWayPerClient(), registry);
    }

    /**
     * What became of a verification.
     *
     * @param outdated whether it matches a hash that was made by another algorithm, at another cost or from another form
     *     of the password than today's
     */
    public record Verification(boolean matches, boolean outdated) {}

    /**
     * Does what will hash or verify a password, unless too much of it is under way: what could not be hashed in time
     * takes no connection from the database either.
     */
    public <T> Uni<T> within(Share share, Supplier<Uni<T>> work) {
        return places.within(share, work);
    }

    /** @param share whose turn it uses */
    public Uni<String> hash(String password, Share share) {
        return pool.submit(share, () -> argon2.hash(library, Passphrase.prepare(password)));
    }

    /** @param stored null for a user that does not exist: never matches */
    public Uni<Verification> verify(String password, @Nullable String stored, Share share) {
        return pool.submit(share, () -> verifyNow(password, stored));
    }

    private Verification verifyNow(String password, @Nullable String stored) {
        String prepared = Passphrase.prepare(password);
        if (matches(prepared, stored)) {
            return new Verification(true, stored != null && !argon2.made(stored));
        }
        String formerly = Normalizer.normalize(password, Normalizer.Form.NFC);
        boolean matches = !formerly.equals(prepared) && matches(formerly, stored);
        return new Verification(matches, matches);
    }

    private boolean matches(String password, @Nullable String stored) {
        if (stored == null) {
            Argon2id.verify(library, password, nobodys);
            return false;
        }
        return Argon2id.isOne(stored) ? Argon2id.verify(library, password, stored) : verifyBcrypt(password, stored);
    }

    private static boolean verifyBcrypt(String password, String stored) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (!BCRYPT.matcher(stored).matches() || bytes.length > BCRYPT_BYTES) {
            return false;
        }
        return OpenBSDBCrypt.checkPassword(stored, bytes);
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
