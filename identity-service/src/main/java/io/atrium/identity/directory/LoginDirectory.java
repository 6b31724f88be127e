package io.atrium.identity.directory;

import io.atrium.identity.secret.ServiceSecret;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/**
 * From an e-mail address to organization and user, without storing the address. Works in whatever tenant transaction
 * is open, as the table belongs to no organization. The rows themselves are kept by a trigger on the users.
 */
@ApplicationScoped
public class LoginDirectory {

    /** One row is worked on, the person's or, under an unknown address, one of nobody's. */
    private static final String ATTEMPT = """
            UPDATE login_directory d
               SET failed_attempts = found.failed + CASE WHEN found.locked THEN 0 ELSE 1 END,
                   locked_until = CASE
                       WHEN found.locked THEN found.locked_until
                       WHEN found.failed + 1 >= CAST(:threshold AS integer) THEN clock_timestamp() + interval '1 second'
                           * least(CAST(:longest AS double precision),
                                   CAST(:first AS double precision)
                                       * power(2, least(found.failed + 1 - CAST(:threshold AS integer), 30)))
                   END
              FROM (SELECT login_key, failed_attempts AS failed, locked_until,
                           coalesce(locked_until > clock_timestamp(), false) AS locked
                      FROM login_directory
                     WHERE login_key IN (:key, :nobody)
                     ORDER BY (login_key = :key) DESC
                     LIMIT 1
                       FOR UPDATE) found
             WHERE d.login_key = found.login_key
            RETURNING CAST(d.organization_id AS text), CAST(d.user_id AS text), found.locked""";

    private final ServiceSecret.Purpose addresses;
    private final LockoutConfig lockout;

    LoginDirectory(ServiceSecret secret, LockoutConfig lockout) {
        this.addresses = secret.purpose("login directory");
        this.lockout = lockout;
    }

    /**
     * A login that has been counted before its password is looked at, so that many at once are no way around the count.
     *
     * @param locked whether it is refused whatever the password is
     */
    public record Attempt(UUID organizationId, UUID userId, boolean locked) {}

    /** The form in which an address is stored and compared. */
    public static String normalise(String address) {
        return Normalizer.normalize(address.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    public LoginKey key(String address) {
        return new LoginKey(addresses.hmac(normalise(address).getBytes(StandardCharsets.UTF_8)));
    }

    /** Counts an attempt. Under an unknown address it names a user that does not exist. */
    public Uni<Attempt> attempt(LoginKey key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ATTEMPT, Object[].class)
                        .setParameter("key", key.bytes())
                        .setParameter("nobody", nobody(key))
                        .setParameter("threshold", lockout.threshold())
                        .setParameter("first", lockout.first().toSeconds())
                        .setParameter("longest", lockout.longest().toSeconds())
                        .getSingleResult())
                .map(row -> new Attempt(
                        UUID.fromString((String) row[0]), UUID.fromString((String) row[1]), (Boolean) row[2]));
    }

    /** Forgets the failures: the person is who they say. */
    public Uni<Void> succeeded(LoginKey key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("UPDATE login_directory SET failed_attempts = 0, "
                                + "locked_until = NULL WHERE login_key = :key")
                        .setParameter("key", key.bytes())
                        .executeUpdate())
                .replaceWithVoid();
    }

    public Uni<Boolean> isTaken(LoginKey key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT count(*) FROM login_directory WHERE login_key = :key", Long.class)
                        .setParameter("key", key.bytes())
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** One of the 256 rows that the migration made. */
    private static byte[] nobody(LoginKey key) {
        try {
            String name = "nobody-" + (key.bytes()[0] & 0xFF);
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
