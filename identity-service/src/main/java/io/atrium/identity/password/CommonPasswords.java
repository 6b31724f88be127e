package io.atrium.identity.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Passwords that guessers try first: the words of {@code common-passwords.txt}, also in other case, with letters
 * replaced by look-alikes and with digits or punctuation around them; one short unit repeated; a run of neighbours.
 */
final class CommonPasswords {

    private static final String RUNS =
            "01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz "
                    + "zyxwvutsrqponmlkjihgfedcba qwertyuiopasdfghjklzxcvbnm qwertzuiopasdfghjklyxcvbnm "
                    + "azertyuiopqsdfghjklmwxcvbn 1qaz2wsx3edc4rfv5tgb6yhn7ujm 1q2w3e4r5t6y7u8i9o0p qazwsxedcrfvtgbyhnujm";
    private static final Pattern REPEATED = Pattern.compile("(.{1,8}?)\\1+.{0,2}", Pattern.DOTALL);
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    private final Set<String> words;

    CommonPasswords() {
        this.words = read();
    }

    boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return words.contains(lower)
                || REPEATED.matcher(lower).matches()
                || RUNS.contains(lower)
                || isWord(AROUND.matcher(lower).replaceAll(""))
                || isWord(AROUND.matcher(plain(lower)).replaceAll(""))
                || isWord(plain(AROUND.matcher(lower).replaceAll("")));
    }

    private boolean isWord(@Nullable String core) {
        return core == null || core.isEmpty() || words.contains(core) || (core.length() >= 5 && RUNS.contains(core));
    }

    private static String plain(String lower) {
        StringBuilder plain = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            int lookAlike = "@4031!$57".indexOf(lower.charAt(i));
            plain.append(lookAlike < 0 ? lower.charAt(i) : "aaoeiisst".charAt(lookAlike));
        }
        return plain.toString();
    }

    private static Set<String> read() {
        try (InputStream in = CommonPasswords.class.getResourceAsStream("/common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
