package io.atrium.webhook.intake;

import org.jspecify.annotations.Nullable;

/** The source and the organization that an address of deliveries names, as they stand in it. */
public record IntakePath(String source, String organizationId) {

    private static final String PREFIX = "/api/v1/webhooks/";

    /** The path as a template. */
    public static final String TEMPLATE = PREFIX + "{source}/{organization_id}";

    /**
     * Reads {@code /api/v1/webhooks/{source}/{organization_id}} with what follows it; a trailing slash is accepted.
     *
     * @return {@code null} for another path
     */
    public static @Nullable IntakePath of(@Nullable String path, String suffix) {
        if (path == null || !path.startsWith(PREFIX)) {
            return null;
        }
        int end = (path.endsWith("/") ? path.length() - 1 : path.length()) - suffix.length();
        int slash = path.indexOf('/', PREFIX.length());
        if (slash < 0 || slash + 1 >= end || !path.startsWith(suffix, end) || path.lastIndexOf('/', end - 1) != slash) {
            return null;
        }
        return new IntakePath(path.substring(PREFIX.length(), slash), path.substring(slash + 1, end));
    }
}
