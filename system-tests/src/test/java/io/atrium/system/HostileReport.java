package io.atrium.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All that went wrong, not only the first: whole in a file, the beginning of it in the failure. */
final class HostileReport {

    private static final int SHOWN = 60;

    private final String name;
    private final Collection<String> findings = new ConcurrentLinkedQueue<>();

    HostileReport(String name) {
        this.name = name;
    }

    void add(long seed, Object tried, String fault) {
        findings.add("seed " + seed + ": " + tried + ": " + fault);
    }

    void add(String group, Collection<String> faults) {
        faults.forEach(fault -> findings.add("after " + group + ": " + fault));
    }

    /** Fails when there is one. */
    void requireNone() {
        List<String> lines = findings.stream().sorted().toList();
        Path file = Path.of("target", "hostile-" + name + ".txt");
        try {
            Files.deleteIfExists(file);
            if (lines.isEmpty()) {
                return;
            }
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError(lines.size() + " findings, all in " + file + ":\n  "
                + String.join("\n  ", lines.subList(0, Math.min(SHOWN, lines.size()))));
    }
}
