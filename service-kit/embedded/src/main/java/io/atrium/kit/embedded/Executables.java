package io.atrium.kit.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine that are not brought along. */
public final class Executables {

    /** Where Debian has servers, whether or not it is on a user's path. */
    private static final String SERVERS = "/usr/sbin";

    private Executables() {}

    /** The program of a name, on the path or where servers are. */
    public static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of(SERVERS))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
