package io.atrium.kit.token;

import java.util.regex.Pattern;

/** The paths under {@code /internal}, which only services may call. */
public final class InternalPaths {
    private static final String INTERNAL = "/internal";
    /** The resource matching takes out both of these. */
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private InternalPaths() {}

    /**
     * Whether a path is one of them, read as widely as any router could read it.
     *
     * @param path normalized, so that no dots lead out of it
     */
    public static boolean contains(String path) {
        if (beginsOtherwise(path)) {
            return false;
        }
        String plain =
                SLASHES.matcher(MATRIX_PARAMETERS.matcher(path).replaceAll("")).replaceAll("/");
        return plain.regionMatches(true, 0, INTERNAL, 0, INTERNAL.length());
    }

    /** Almost every path, by its first letter: it stays the first when parameters and slashes are taken out. */
    private static boolean beginsOtherwise(String path) {
        return path.length() > 1 && path.charAt(0) == '/' && "/;iI".indexOf(path.charAt(1)) < 0;
    }
}
