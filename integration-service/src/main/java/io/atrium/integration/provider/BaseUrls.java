package io.atrium.integration.provider;

import io.atrium.kit.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Base URLs as tenants give them. What a name resolves to is checked again at every connect. */
public final class BaseUrls {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|0x[0-9a-f.x]+|\\[.*]|.*:.*");

    private BaseUrls() {}

    /**
     * The URL without a trailing slash.
     *
     * @throws ProblemException VALIDATION_FAILED unless it is an http or https URL of a host outside, without user,
     *     query or fragment
     */
    public static String requireOutside(String field, String given) {
        URI url = parse(field, given);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw ProblemException.invalid(field, "must be an http or https URL");
        }
        if (url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw ProblemException.invalid(field, "must have a host and neither user, query nor fragment");
        }
        if (isInside(url.getHost().toLowerCase(Locale.ROOT))) {
            throw ProblemException.invalid(field, "must not lead to a private address");
        }
        return given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    }

    private static URI parse(String field, String given) {
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw ProblemException.invalid(field, "must be an http or https URL");
        }
    }

    private static boolean isInside(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.equals("localhost") || name.endsWith(".localhost") || name.endsWith(".internal")) {
            return true;
        }
        if (!LITERAL.matcher(name).matches()) {
            return !name.contains(".");
        }
        try {
            return !Addresses.isPublic(InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
