package io.atrium.integration.secret;

import io.atrium.contracts.SignatureScheme;
import io.atrium.kit.problem.ProblemException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook secret looks like, by scheme, checked when it is set: a secret that was pasted badly would refuse every
 * delivery. A secret that is stored already stays good.
 */
final class SecretRules {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 256;
    private static final int FEWEST_DIFFERENT = 5;
    private static final Pattern STRIPE = Pattern.compile("whsec_[A-Za-z0-9+/=_-]{16,}");
    private static final Pattern HEX_32 = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern SHOPIFY = Pattern.compile("(shpss_)?[0-9a-fA-F]{32,128}");
    private static final Pattern ACCESS_TOKEN =
            Pattern.compile("(sk_|pk_|rk_|ghp_|gho_|ghs_|github_pat_|xox[a-z]-|xapp-|shpat_|shpca_|whsk_)\\S*");

    private SecretRules() {}

    /** @throws ProblemException VALIDATION_FAILED that says what to do, when the scheme cannot use the secret */
    static String require(String field, SignatureScheme scheme, String secret) {
        String fault = pasted(secret);
        if (fault == null) {
            fault = ofScheme(scheme, secret);
        }
        if (fault != null) {
            throw ProblemException.invalid(field, fault);
        }
        return secret;
    }

    private static @Nullable String pasted(String secret) {
        if (secret.isEmpty()) {
            return "is empty: copy the secret from the provider";
        }
        if (isSpace(secret.codePointAt(0)) || isSpace(secret.codePointBefore(secret.length()))) {
            return "begins or ends with white space or a line break: copy it again without that";
        }
        if (secret.codePoints().anyMatch(SecretRules::isInvisible)) {
            return "contains a line break, a control character or an invisible character: copy it again without that";
        }
        if (secret.length() < SHORTEST || secret.length() > LONGEST) {
            return "must have " + SHORTEST + " to " + LONGEST + " characters: copy all of it and nothing else";
        }
        if (ACCESS_TOKEN.matcher(secret).matches()) {
            return "is an access token or a private key: copy the webhook's signing secret instead";
        }
        return secret.codePoints().distinct().count() < FEWEST_DIFFERENT
                ? "is too easy to guess: use a random one, or leave it out to have one made"
                : null;
    }

    private static @Nullable String ofScheme(SignatureScheme scheme, String secret) {
        return switch (scheme) {
            case STANDARD_WEBHOOKS ->
                isStandard(secret)
                        ? null
                        : "must be whsec_ and the Base64 of 24 to 64 bytes, or whpk_ and that of 32: copy it with its prefix";
            case STRIPE ->
                STRIPE.matcher(secret).matches()
                        ? null
                        : "must begin with whsec_: copy the endpoint's signing secret from Stripe";
            case SLACK ->
                HEX_32.matcher(secret).matches()
                        ? null
                        : "must be 32 hexadecimal digits: copy the app's Signing Secret from Slack";
            case TWILIO ->
                HEX_32.matcher(secret).matches()
                        ? null
                        : "must be 32 hexadecimal digits: copy the account's Auth Token from Twilio";
            case SHOPIFY ->
                SHOPIFY.matcher(secret).matches()
                        ? null
                        : "must be hexadecimal digits, with or without shpss_: copy the client secret from Shopify";
            case GITHUB, GENERIC_HMAC -> null;
        };
    }

    private static boolean isStandard(String secret) {
        if (secret.startsWith("whpk_")) {
            return length(secret.substring("whpk_".length())) == 32;
        }
        int length = secret.startsWith("whsec_") ? length(secret.substring("whsec_".length())) : -1;
        return length >= 24 && length <= 64;
    }

    private static int length(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return c != ' '
                && (isSpace(c)
                        || type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.UNASSIGNED);
    }
}
