package io.atrium.identity.directory;

import io.atrium.kit.text.EmailAddress;
import io.atrium.kit.text.TextRefusedException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The keys of an e-mail address. Today's is that of its comparable form under the current SECRET_KEY. Users from before
 * have the key of the spelling in which they registered; their spellings come first, so that two such users whose
 * addresses are equal by today's rule each keep their own. Under each spelling the keys of SECRET_KEY_PREVIOUS follow. For
 * an ASCII address without earlier secrets all keys are one.
 *
 * @param current the key that a user gets today
 * @param spellings what may be found, in the order of preference
 */
public record LoginKeys(LoginKey current, List<Spelling> spellings) {

    public LoginKeys {
        spellings = List.copyOf(spellings);
    }

    /**
     * One way in which the address may have been compared.
     *
     * @param key under the current secret
     * @param earlier under each earlier secret
     */
    public record Spelling(LoginKey key, List<LoginKey> earlier) {

        public Spelling {
            earlier = List.copyOf(earlier);
        }

        Stream<LoginKey> all() {
            return Stream.concat(Stream.of(key), earlier.stream());
        }
    }

    /** Each key that may be found, in the order of preference. */
    public List<LoginKey> all() {
        return spellings.stream().flatMap(Spelling::all).distinct().toList();
    }

    /** Those that only users from before have. */
    List<LoginKey> earlier() {
        return all().stream().filter(key -> !key.equals(current)).toList();
    }

    /** What replaces a stored key: that of the same spelling under the current secret. Empty for one that is not known. */
    public Optional<LoginKey> renewed(LoginKey stored) {
        return spellings.stream()
                .filter(spelling -> spelling.all().anyMatch(stored::equals))
                .map(Spelling::key)
                .findFirst();
    }

    static LoginKeys of(String address, Function<byte[], Spelling> hash) {
        String asWritten = formerly(address);
        try {
            EmailAddress read = EmailAddress.of(address);
            List<Spelling> all = Stream.of(asWritten, read.comparable(), formerly(read.value()))
                    .distinct()
                    .map(spelling -> hash.apply(bytes(spelling)))
                    .toList();
            return new LoginKeys(hash.apply(bytes(read.comparable())).key(), all);
        } catch (TextRefusedException refused) {
            Spelling only = hash.apply(bytes(asWritten));
            return new LoginKeys(only.key(), List.of(only));
        }
    }

    /** How addresses were compared before: users whose address is none by today's rule still log in. */
    private static String formerly(String address) {
        return Normalizer.normalize(address.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String spelling) {
        return spelling.getBytes(StandardCharsets.UTF_8);
    }
}
