package io.atrium.local.gateway;

import java.util.List;

/**
 * A path of the route table: {@code {name}} stands for one segment, a last {@code **} for any number of further
 * ones, none included. A trailing slash of the request's path is accepted.
 */
record PathPattern(List<String> segments, boolean open) {

    PathPattern {
        segments = List.copyOf(segments);
    }

    static PathPattern of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash: " + text);
        }
        boolean open = text.endsWith("/**");
        return new PathPattern(split(open ? text.substring(0, text.length() - 3) : text), open);
    }

    boolean matches(List<String> path) {
        if (open ? path.size() < segments.size() : path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (!segment.startsWith("{") && !segment.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The segments of a path, without the empty one that a trailing slash leaves. */
    static List<String> split(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.substring(1).split("/", -1));
    }
}
