package io.atrium.kit.negotiation;

import java.util.List;

/**
 * What one method of a route reads and writes.
 *
 * @param readsBody whether it has a body to read
 * @param consumes types of bodies
 * @param produces types of replies, the preferred first; empty where the route chooses by itself
 */
record Operation(boolean readsBody, List<MediaType> consumes, List<MediaType> produces) {

    Operation {
        consumes = consumes.isEmpty() ? List.of(MediaType.JSON) : List.copyOf(consumes);
        produces = List.copyOf(produces);
    }

    boolean reads(MediaType type) {
        return consumes.stream().anyMatch(each -> each.includes(type));
    }
}
