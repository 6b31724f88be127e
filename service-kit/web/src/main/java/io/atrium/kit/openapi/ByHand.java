package io.atrium.kit.openapi;

import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Operations that are written by hand in {@code META-INF/openapi.yaml}, marked {@code x-by-hand}: no resource answers
 * them, so they say by themselves which problems they have.
 */
final class ByHand {

    private static final String MARK = "x-by-hand";

    private ByHand() {}

    static boolean is(Operation operation) {
        return operation.getExtensions() != null && operation.getExtensions().containsKey(MARK);
    }

    static void forget(Operation operation) {
        operation.removeExtension(MARK);
    }
}
