package io.atrium.identity.directory;

import io.atrium.identity.secret.ServiceSecret;
import io.atrium.kit.caller.ClientNetwork;
import io.atrium.kit.digest.Sha256;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From an e-mail address to organization and user, without storing the address, and the failed logins of each person.
 * All of it goes through the functions of migrations V008 and V010, one statement each; the rows themselves are kept
 * by a trigger
 * on the users. Finding an address is done in the platform organization, counting in the person's own.
 */
@ApplicationScoped
public class LoginDirectory {

    private static final String FIND = """
            SELECT CAST(organization_id AS text), CAST(user_id AS text), password_hash, active, locked
              FROM login_find_any(:keys, :nobody, :place, :remembered)""";

    /** A function that returns nothing has no type that Hibernate knows. */
    private static final String FAILED = """
            SELECT 1 FROM login_failed(:person, :place, :counts, :remembered, :threshold, :first, :factor, \
            :longestKnown, :longestUnknown, :forgotten)""";

    private static final String SUCCEEDED = "SELECT login_succeeded(:person, :place, :remembered, :mostPlaces)";

    private final String keyId;
    private final boolean severalSecrets;
    private final ServiceSecret.Purpose addresses;
    private final ServiceSecret.Purpose networks;
    private final Backoff backoff;

    LoginDirectory(ServiceSecret secret, LockoutConfig lockout) {
        this.keyId = secret.box().keyId();
        this.severalSecrets = secret.box().hasEarlierKeys();
        this.addresses = secret.purpose("login directory");
        this.networks = secret.purpose("login place");
        this.backoff = Backoff.of(lockout);
    }

    /** Numbers that contradict each other end the start, not the first login. */
    void start(@Observes StartupEvent event) {}

    /**
     * Whom an address names. Under an unknown one it is a user that does not exist, without a hash.
     *
     * @param active whether the user is neither disabled nor deleted
     * @param locked whether a login from where it was asked for is refused, whatever the password is
     */
    public record Candidate(
            UUID organizationId, UUID userId, @Nullable String passwordHash, boolean active, boolean locked) {

        @Override
        public String toString() {
            return "Candidate " + userId;
        }
    }

    /** Every key that an address may be found under, for an ASCII address one of each secret. */
    public LoginKeys keys(String address) {
        return LoginKeys.of(
                address,
                spelling -> new LoginKeys.Spelling(
                        new LoginKey(addresses.hmac(spelling)),
                        addresses.earlier(spelling).stream().map(LoginKey::new).toList()));
    }

    /** Names the secret that today's keys are derived from. */
    public String keyId() {
        return keyId;
    }

    /** Whether users may still be found under an earlier secret. */
    public boolean hasEarlierSecrets() {
        return severalSecrets;
    }

    /** @param ip the client's address; without one every place is unknown */
    public Place place(@Nullable String ip) {
        return ClientNetwork.bytes(ip).map(networks::hmac).map(Place::new).orElse(Place.NONE);
    }

    /**
     * In a transaction of the platform organization. All keys are looked up, whichever is found, so that the time does
     * not tell.
     */
    public Uni<Candidate> find(LoginKeys keys, Place place) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter("keys", joined(keys.all()))
                        .setParameter("nobody", nobody(keys.current()))
                        .setParameter("place", place.bytes())
                        .setParameter("remembered", backoff.remembered())
                        .getSingleResult())
                .map(row -> new Candidate(
                        UUID.fromString((String) row[0]),
                        UUID.fromString((String) row[1]),
                        (String) row[2],
                        (Boolean) row[3],
                        (Boolean) row[4]));
    }

    /**
     * Counts a wrong password, where it was given.
     *
     * @param counts false for what is refused for another reason: the same work, and nothing counted
     */
    public Uni<Void> failed(UUID userId, Place place, boolean counts) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FAILED, Integer.class)
                        .setParameter("person", userId)
                        .setParameter("place", place.bytes())
                        .setParameter("counts", counts)
                        .setParameter("remembered", backoff.remembered())
                        .setParameter("threshold", backoff.threshold())
                        .setParameter("first", backoff.first())
                        .setParameter("factor", backoff.factor())
                        .setParameter("longestKnown", backoff.longestKnown())
                        .setParameter("longestUnknown", backoff.longestUnknown())
                        .setParameter("forgotten", backoff.forgotten())
                        .getSingleResult())
                .replaceWithVoid();
    }

    /**
     * Takes a right password down: the place is known from now on, and its failures are forgotten.
     *
     * @return false when a delay has begun there in the meantime: the login is refused
     */
    public Uni<Boolean> succeeded(UUID userId, Place place) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SUCCEEDED, Boolean.class)
                        .setParameter("person", userId)
                        .setParameter("place", place.bytes())
                        .setParameter("remembered", backoff.remembered())
                        .setParameter("mostPlaces", backoff.mostPlaces())
                        .getSingleResult());
    }

    /** Ends every delay of a person of the current organization. */
    public Uni<Void> unlock(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("SELECT 1 FROM login_unlock(:person)", Integer.class)
                        .setParameter("person", userId)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** Whether anybody has the address, in whatever spelling. */
    public Uni<Boolean> isTaken(LoginKeys keys) {
        return isAnyTaken(keys.all());
    }

    /**
     * Whether a user from before has the address under another key than it gets today, which the directory's unique key
     * does not see. Holds the address until the transaction ends. Asks nothing for an ASCII address without earlier
     * secrets.
     *
     * @param own the key that the user has already, which is not counted
     */
    public Uni<Boolean> isTakenByEarlier(LoginKeys keys, @Nullable LoginKey own) {
        if (keys.earlier().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return isAnyTaken(keys.all().stream().filter(key -> !key.equals(own)).toList());
    }

    private static Uni<Boolean> isAnyTaken(List<LoginKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(false)
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery("SELECT login_is_any_taken(:keys)", Boolean.class)
                                .setParameter("keys", joined(keys))
                                .getSingleResult());
    }

    /** In a transaction of the platform organization; answers how many places it removed. */
    Uni<Long> purgePlaces(int atMost) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT login_purge_places(:remembered, :atMost)", Long.class)
                        .setParameter("remembered", backoff.remembered())
                        .setParameter("atMost", atMost)
                        .getSingleResult());
    }

    private static byte[] joined(List<LoginKey> keys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        keys.forEach(key -> bytes.writeBytes(key.bytes()));
        return bytes.toByteArray();
    }

    /** One of the 256 rows that migration V002 made. */
    private static byte[] nobody(LoginKey key) {
        String name = "nobody-" + (key.bytes()[0] & 0xFF);
        return Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    }
}
