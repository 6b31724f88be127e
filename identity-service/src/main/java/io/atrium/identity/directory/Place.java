package io.atrium.identity.directory;

import java.util.Arrays;

/** Where a login comes from: a keyed hash of the client's network, or nothing when the address is not known. */
public record Place(byte[] bytes) {

    static final Place NONE = new Place(new byte[0]);

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && Arrays.equals(bytes, place.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Place";
    }
}
