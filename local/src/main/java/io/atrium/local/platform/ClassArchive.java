package io.atrium.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service's class data archive: written when a first run ends in order, used by the runs after it until the service
 * is built anew.
 */
record ClassArchive(Path archive) {

    static ClassArchive of(Part part, Home home) throws IOException {
        String name = part.label() + "-" + Fingerprint.ofFiles(home.application(part)) + ".jsa";
        ClassArchive current = new ClassArchive(home.archives().resolve(name));
        if (Files.exists(current.fresh())) {
            Files.deleteIfExists(current.fresh());
        }
        removeOthers(part, home, name);
        return current;
    }

    List<String> options() {
        return Files.exists(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of("-XX:ArchiveClassesAtExit=" + fresh(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Takes the archive that an orderly end has left; one of a killed process is never used. */
    void keep() throws IOException {
        if (Files.exists(fresh())) {
            Files.move(fresh(), archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path fresh() {
        return archive.resolveSibling(archive.getFileName() + ".new");
    }

    private static void removeOthers(Part part, Home home, String name) throws IOException {
        try (Stream<Path> archives = Files.list(home.archives())) {
            for (Path old : archives.toList()) {
                String file = old.getFileName().toString();
                if (file.startsWith(part.label() + "-") && !file.equals(name)) {
                    Files.deleteIfExists(old);
                }
            }
        }
    }
}
