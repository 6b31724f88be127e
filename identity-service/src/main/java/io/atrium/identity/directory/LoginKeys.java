package io.atrium.identity.directory;

import io.atrium.kit.text.EmailAddress;
import io.atrium.kit.text.TextRefusedException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The keys of an e-mail address. Today's is that of its comparable form. Users from before have the key of the spelling
 * in which they registered; their spellings come first, so that two such users whose addresses are equal by today's rule
 * each keep their own. For an ASCII address all keys are one.
 *
 * @param current the key that a user gets today
 * @param all each key that may be found, in the order of preference
 */
public record LoginKeys(LoginKey current, List<LoginKey> all) {

    public LoginKeys {
        all = List.copyOf(all);
    }

    /** Those that only users from before have. */
    List<LoginKey> earlier() {
        return all.stream().filter(key -> !key.equals(current)).toList();
    }

    static LoginKeys of(String address, Function<byte[], LoginKey> hash) {
        String asWritten = formerly(address);
        try {
            EmailAddress read = EmailAddress.of(address);
            List<LoginKey> all = Stream.of(asWritten, read.comparable(), formerly(read.value()))
                    .distinct()
                    .map(spelling -> hash.apply(bytes(spelling)))
                    .toList();
            return new LoginKeys(hash.apply(bytes(read.comparable())), all);
        } catch (TextRefusedException refused) {
            LoginKey only = hash.apply(bytes(asWritten));
            return new LoginKeys(only, List.of(only));
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
