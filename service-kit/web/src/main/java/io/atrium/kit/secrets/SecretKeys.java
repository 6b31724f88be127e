package io.atrium.kit.secrets;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key and the earlier ones that are still read, as the settings {@code <setting>} and {@code <setting>_PREVIOUS} give
 * them.
 *
 * @param setting the name that operators know, for messages
 * @param earlier the newest first; the current key and repetitions are left out
 */
public record SecretKeys(String setting, String current, List<String> earlier) {

    private static final int LEAST_LENGTH = 32;

    /** Each earlier key is one more hash to look for in every login. */
    private static final int MOST_EARLIER = 8;

    public SecretKeys {
        requireNonNull(setting, "setting");
        requireLength(setting, current);
        earlier = earlier.stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty() && !key.equals(current))
                .distinct()
                .toList();
        earlier.forEach(key -> requireLength(setting + "_PREVIOUS", key));
        if (earlier.size() > MOST_EARLIER) {
            throw new IllegalArgumentException(setting + "_PREVIOUS has at most " + MOST_EARLIER + " keys");
        }
    }

    /** @throws IllegalArgumentException for a key of fewer than 32 characters, or too many keys */
    public static SecretKeys of(String setting, String current, List<String> earlier) {
        return new SecretKeys(setting, current, earlier);
    }

    /** The same, of settings that may be missing. */
    public static SecretKeys of(String setting, String current, Optional<List<String>> earlier) {
        return new SecretKeys(setting, current, earlier.orElse(List.of()));
    }

    /** The current key, then the earlier ones. */
    public List<String> all() {
        return Stream.concat(Stream.of(current), earlier.stream()).toList();
    }

    @Override
    public String toString() {
        return "SecretKeys of " + setting;
    }

    private static void requireLength(String name, String key) {
        if (key.length() < LEAST_LENGTH) {
            throw new IllegalArgumentException(
                    name + ": a key needs " + LEAST_LENGTH + " characters or more, and one has " + key.length());
        }
    }
}
