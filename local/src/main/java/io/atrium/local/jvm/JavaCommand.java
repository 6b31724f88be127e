package io.atrium.local.jvm;

import io.atrium.kit.embedded.KafkaBroker;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the services; their flags and heaps are in {@code deploy/java}, which the images read too. */
public final class JavaCommand {

    private JavaCommand() {}

    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Runs a service until it is stopped, with the archive of its classes where there is one. */
    public static List<String> service(Part part, Home home, ClassArchive archive) throws IOException {
        List<String> command = base(part, home);
        archive.flag().ifPresent(command::add);
        command.addAll(flags(part, home));
        return command;
    }

    /** Brings a service's database to its schema and ends: too short for the optimizing compiler. */
    public static List<String> migration(Part part, Home home) throws IOException {
        List<String> command = base(part, home);
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(flags(part, home));
        command.add("migrate");
        return command;
    }

    /** Runs a part in order to archive its classes; it stops when it is told to. */
    static List<String> training(Part part, Home home) throws IOException {
        if (part.kind() != Part.Kind.KAFKA) {
            return flags(part, home);
        }
        List<String> command = new ArrayList<>(options(part, home));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaBroker.class.getName(),
                "training",
                home.temporary(part).toString()));
        return command;
    }

    /** The flags of a service and its jar: what an archive of its classes is made for. */
    static List<String> flags(Part part, Home home) {
        List<String> flags = new ArrayList<>(options(part, home));
        flags.addAll(List.of("-jar", home.jar(part).toString()));
        return flags;
    }

    /** The argument files of a part's JVM. */
    public static List<String> options(Part part, Home home) {
        List<String> files =
                part.kind() == Part.Kind.KAFKA ? List.of("laptop") : List.of("common", part.label(), "laptop");
        return files.stream()
                .map(file -> "@" + home.deployment("java").resolve(file + ".options"))
                .toList();
    }

    private static List<String> base(Part part, Home home) throws IOException {
        return new ArrayList<>(List.of(java().toString(), home.mark(), "-Djava.io.tmpdir=" + home.temporary(part)));
    }
}
