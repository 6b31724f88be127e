package io.atrium.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Class paths of the processes that a benchmark starts. */
final class ClassPath {

    private ClassPath() {}

    /**
     * This program's, without kit-web, which puts its strict reader of HTTP before every server of a process that has it
     * on its class path.
     */
    static String withoutKit() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("kit-web") && !entry.contains("service-kit" + File.separator + "web"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The classes of this module, and others after them. */
    static String own(String... others) {
        String own = Path.of(ClassPath.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        return Stream.concat(Stream.of(own), Stream.of(others)).collect(Collectors.joining(File.pathSeparator));
    }
}
