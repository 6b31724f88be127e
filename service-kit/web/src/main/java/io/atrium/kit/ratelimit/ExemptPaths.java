package io.atrium.kit.ratelimit;

import java.util.List;

/** The paths that are not counted: probes, metrics, keys and documentation. */
public final class ExemptPaths {

    private static final String API = "/api/";
    private static final String HEALTH = "/api/v1/health";
    private static final List<String> PREFIXES = List.of("/q/", "/.well-known/", "/docs/", "/openapi");
    private static final List<String> PATHS = List.of("/q", "/docs");

    private ExemptPaths() {}

    /**
     * Whether requests to a path are not counted.
     *
     * @param path normalized, so that no dots lead out of it
     */
    public static boolean contains(String path) {
        if (path.startsWith(API)) {
            return path.startsWith(HEALTH) && (path.length() == HEALTH.length() || path.equals(HEALTH + "/"));
        }
        for (String prefix : PREFIXES) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return PATHS.contains(path);
    }
}
