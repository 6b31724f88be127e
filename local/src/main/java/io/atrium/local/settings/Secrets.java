package io.atrium.local.settings;

import java.util.Locale;
import java.util.Map;

/** The passwords of the database roles: {@code IDENTITY_APP_PASSWORD} and so on, or development's. */
public final class Secrets {

    private Secrets() {}

    /** The password of a role such as {@code identity_app}. */
    public static String passwordOf(String role, Map<String, String> environment) {
        String given = environment.getOrDefault(variable(role), "");
        return given.isBlank() ? "dev-" + role : given;
    }

    static String variable(String role) {
        return role.toUpperCase(Locale.ROOT) + "_PASSWORD";
    }
}
