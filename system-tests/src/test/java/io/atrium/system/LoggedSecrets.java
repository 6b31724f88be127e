package io.atrium.system;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes what no log may have: by its form where it has one, and by itself where it has none. */
final class LoggedSecrets {

    private static final List<Pattern> FORMS = List.of(
            // a JWT, which begins with {" in base64url
            Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}"),
            // the secret of a webhook source, a credential of a provider made by the platform
            Pattern.compile("whsec_[\\w+/=-]{8,}"),
            Pattern.compile("\\batr_[\\w-]{20,}"),
            // signatures of webhooks: HMAC-SHA256 in base64, or in hex after its name
            Pattern.compile("(?<![\\w+/])[A-Za-z0-9+/]{43}=(?!=)"),
            Pattern.compile("(sha256|v0|v1)=[0-9a-f]{64}"),
            // refresh tokens and those in mails: 32 random bytes or more in base64url, which always have digits and
            // letters
            Pattern.compile("(?<![\\w./+-])(?=[\\w-]*\\d)(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])[\\w-]{43,}(?![\\w./+-])"),
            // an e-mail address
            Pattern.compile("[\\w.%+-]+@([\\w-]+\\.)+[A-Za-z]{2,}"),
            // what the tests give the mock providers
            Pattern.compile("account-[0-9a-f]{8}-[0-9a-f-]{27}"));

    private static final List<String> VALUES = List.of(Tenant.PASSWORD, SuiteSettings.SECRET_KEY);

    private LoggedSecrets() {}

    /** What a line has that it may not have. */
    static Optional<String> in(String line) {
        return FORMS.stream()
                .map(form -> form.matcher(line))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .or(() -> VALUES.stream().filter(line::contains).findFirst());
    }
}
