package io.atrium.identity.password;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.Passphrase;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which passwords are accepted (NIST SP 800-63B: length and a list of common ones, no rules of composition). */
@Singleton
public final class PasswordPolicy {

    private final PasswordConfig config;
    private final CommonPasswords common = new CommonPasswords();

    PasswordPolicy(PasswordConfig config) {
        this.config = config;
    }

    /**
     * @param about what the password must not be: address, username, the organization's name and domain
     * @throws ProblemException PASSWORD_REFUSED
     */
    public void check(String password, @Nullable String... about) {
        String prepared = Passphrase.prepare(password);
        String folded = Passphrase.folded(prepared);
        int length = prepared.codePointCount(0, prepared.length());
        if (length < config.minLength()) {
            throw refused("A password has at least " + config.minLength() + " characters");
        }
        if (length > config.maxLength()) {
            throw refused("A password has at most " + config.maxLength() + " characters");
        }
        if (isAbout(folded, about)
                || (config.refuseCommon() && (common.contains(prepared) || common.contains(folded)))) {
            throw refused("This password is too easy to guess");
        }
    }

    private static boolean isAbout(String password, @Nullable String[] about) {
        String candidate = password.strip();
        return Arrays.stream(about)
                .filter(Objects::nonNull)
                .map(word -> Passphrase.folded(word).strip())
                .filter(word -> !word.isEmpty())
                .anyMatch(word -> candidate.equals(word)
                        || candidate.equals(word.replace(" ", ""))
                        || candidate.equals(beforeAt(word)));
    }

    private static String beforeAt(String word) {
        int at = word.indexOf('@');
        return at < 0 ? word : word.substring(0, at);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(ErrorCode.PASSWORD_REFUSED, why);
    }
}
