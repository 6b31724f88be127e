package io.atrium.integration.provider;

import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.url.HttpUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Base URLs as tenants give them. What a name resolves to is checked again at every connect. */
public final class BaseUrls {

    private BaseUrls() {}

    /**
     * The URL without a trailing slash.
     *
     * @throws ProblemException VALIDATION_FAILED unless it is an {@link HttpUrl} of a host outside
     */
    public static String requireOutside(String field, String given) {
        HttpUrl url = parse(field, given);
        if (isInside(url)) {
            throw ProblemException.invalid(field, "must not lead to a private address");
        }
        return given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    }

    private static HttpUrl parse(String field, String given) {
        try {
            return HttpUrl.parse(given);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isInside(HttpUrl url) {
        if (url.isAddress()) {
            return !isPublic(url.host());
        }
        String name =
                url.host().endsWith(".") ? url.host().substring(0, url.host().length() - 1) : url.host();
        return !name.contains(".") || name.endsWith(".localhost") || name.endsWith(".internal");
    }

    private static boolean isPublic(String literal) {
        try {
            return Addresses.isPublic(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
