package io.atrium.kit.deadline;

import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.ws.rs.Path;

/** Puts the deadline around every resource of a service while it is built. */
public class EveryResource implements BuildCompatibleExtension {

    @Enhancement(types = Object.class, withSubtypes = true, withAnnotations = Path.class)
    public void bound(ClassConfig resource) {
        if (!resource.info().isInterface()) {
            resource.addAnnotation(WithinDeadline.class);
        }
    }
}
