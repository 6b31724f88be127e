package io.atrium.kit.address;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The public address of the platform, {@code PUBLIC_URL}: an absolute http or https URL, with a path where the platform
 * stands below one. Every URL that is shown to a client is made of it; what a request says of its own host is the
 * client's word.
 */
@ApplicationScoped
public class PublicAddress {

    private final String base;

    /** @throws IllegalStateException when the setting is no such URL */
    public PublicAddress(@ConfigProperty(name = "atrium.public-url") String url) {
        this.base = checked(url);
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        // being made is the check
    }

    /** The address without a slash at its end. */
    public String base() {
        return base;
    }

    /**
     * The public URL of a path of the API.
     *
     * @param path begins with a slash; may have a query
     */
    public URI resolve(String path) {
        return URI.create(base + path);
    }

    private static String checked(String url) {
        URI uri;
        try {
            uri = new URI(url.trim());
        } catch (URISyntaxException e) {
            throw refused(url, "it is no URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(url, "its scheme is neither http nor https");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getPort() > 65_535 || uri.getPort() == 0) {
            throw refused(url, "it has no host, or a port out of range");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(url, "it has user information, a query or a fragment");
        }
        String text = uri.normalize().toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    private static IllegalStateException refused(String url, String reason) {
        return new IllegalStateException("PUBLIC_URL is an absolute http or https URL, not " + url + ": " + reason);
    }
}
