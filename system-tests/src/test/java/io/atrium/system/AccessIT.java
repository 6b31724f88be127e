package io.atrium.system;

import io.atrium.kit.testing.AccessCaller;
import io.atrium.kit.testing.AccessMatrix;
import java.net.URI;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Every operation for every kind of caller: the table that each service is held against, at the public address. */
class AccessIT {

    @Test
    void shouldAdmitWhomTheTableNamesAtThePublicAddress() {
        AccessMatrix.verifyPublicAddress(
                URI.create(Suite.running().address()),
                EnumSet.complementOf(EnumSet.of(AccessCaller.SERVICE)),
                new AccessResources());
    }
}
