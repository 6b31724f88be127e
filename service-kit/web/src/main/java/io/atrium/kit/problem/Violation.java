package io.atrium.kit.problem;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one field of a request.
 *
 * @param field path of the field in snake_case, e.g. {@code webhook.source} or {@code items[0].name}
 * @param message a sentence for people
 */
public record Violation(String field, String message) {
    public Violation {
        requireNonNull(field, "field");
        requireNonNull(message, "message");
    }
}
