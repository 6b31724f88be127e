package io.atrium.kit.url;

import java.util.Optional;

/** Addresses that the operator configures. */
public final class ConfiguredUrls {

    private ConfiguredUrls() {}

    /**
     * The address of a setting.
     *
     * @param name what the operator knows the setting by
     * @throws IllegalStateException naming the setting and what is wrong; the value may hold a password and is not shown
     */
    public static HttpUrl require(String name, String value) {
        try {
            return HttpUrl.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(sentence(name, e), e);
        }
    }

    static Optional<String> fault(String name, String value) {
        try {
            HttpUrl.parse(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(sentence(name, e));
        }
    }

    private static String sentence(String name, IllegalArgumentException fault) {
        return "The address in " + name + " " + fault.getMessage();
    }
}
