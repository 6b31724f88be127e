package io.atrium.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The logs of every part of a platform, and of the replicas beside it, from a place in each on. */
final class PartLogs {

    /** A service writes {@code 10:15:30.123 ERROR [category]}, PostgreSQL {@code … ERROR:  message}. */
    private static final Pattern ERROR =
            Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR .*|.* (ERROR|FATAL|PANIC):  .*");

    /** What is written down as an error though nobody is at fault. */
    private static final List<Pattern> IN_ORDER = List.of(
            // how PostgreSQL decides between two that take one name at once
            Pattern.compile(".* ERROR:  duplicate key value violates unique constraint .*"),
            // who waits for PostgreSQL asks it before it is ready
            Pattern.compile(".* FATAL:  the database system is starting up"),
            // a service told to stop while it connects ends the connection (X, 88) instead of sending its password
            Pattern.compile(".* FATAL:  expected SASL response, got message type 88"));

    private final Path home;
    private final Map<Path, Long> from;

    private PartLogs(Path home, Map<Path, Long> from) {
        this.home = home;
        this.from = from;
    }

    /** From the beginning on. */
    static PartLogs whole(Path home) {
        return new PartLogs(home, Map.of());
    }

    /** From now on. */
    static PartLogs now(Path home) {
        Map<Path, Long> sizes = new HashMap<>();
        files(home).forEach(file -> sizes.put(file, size(file)));
        return new PartLogs(home, sizes);
    }

    boolean exist() {
        return !files(home).isEmpty();
    }

    /** Every line of an error, after the name of its log. */
    List<Line> errors() {
        return lines().filter(line -> ERROR.matcher(line.text()).matches())
                .filter(line -> IN_ORDER.stream()
                        .noneMatch(known -> known.matcher(line.text()).matches()))
                .toList();
    }

    /** Every line that has something in it that nobody may read in a log. */
    List<Line> secrets() {
        return lines().filter(line -> LoggedSecrets.in(line.text()).isPresent()).toList();
    }

    /** Every line. */
    Stream<Line> lines() {
        return files(home).stream()
                .flatMap(file -> text(file)
                        .lines()
                        .map(line -> new Line(file.getFileName().toString(), line)));
    }

    /** A line of a log. */
    record Line(String log, String text) {
        @Override
        public String toString() {
            return log + ": " + (text.length() > 400 ? text.substring(0, 400) : text);
        }
    }

    private String text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            long start = from.getOrDefault(file, 0L);
            int skipped = start > bytes.length ? 0 : Math.toIntExact(start);
            return new String(bytes, skipped, bytes.length - skipped, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path home) {
        List<Path> files = new ArrayList<>();
        for (Path path : List.of(home.resolve("logs"), home.resolve("postgres"), home.resolve("kafka"), Replica.LOGS)) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> children = Files.list(path)) {
                    children.filter(file -> file.toString().endsWith(".log")).forEach(files::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return files;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
