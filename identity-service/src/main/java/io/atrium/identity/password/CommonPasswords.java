package io.atrium.identity.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
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
    private static final int LONGEST_UNIT = 8;
    private static final int MOST_LEFT_OVER = 2;

    private final Set<String> words;

    CommonPasswords() {
        this.words = read();
    }

    boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return words.contains(lower)
                || isRepeated(lower)
                || RUNS.contains(lower)
                || isWord(core(lower))
                || isWord(core(plain(lower)))
                || isWord(plain(core(lower)));
    }

    private boolean isWord(@Nullable String core) {
        return core == null || core.isEmpty() || words.contains(core) || (core.length() >= 5 && RUNS.contains(core));
    }

    /** Whether it is one short unit twice or more, and no more than two characters besides. */
    private static boolean isRepeated(String lower) {
        for (int unit = 1; unit <= LONGEST_UNIT && 2 * unit <= lower.length(); unit++) {
            int end = unit;
            while (end < lower.length() && lower.charAt(end) == lower.charAt(end - unit)) {
                end++;
            }
            int whole = end - end % unit;
            if (whole >= 2 * unit && lower.length() - whole <= MOST_LEFT_OVER) {
                return true;
            }
        }
        return false;
    }

    /** Without what is no letter at both ends. */
    private static String core(String lower) {
        int begin = 0;
        int end = lower.length();
        while (begin < end && !Character.isLetter(lower.codePointAt(begin))) {
            begin += Character.charCount(lower.codePointAt(begin));
        }
        while (begin < end && !Character.isLetter(lower.codePointBefore(end))) {
            end -= Character.charCount(lower.codePointBefore(end));
        }
        return lower.substring(begin, end);
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
