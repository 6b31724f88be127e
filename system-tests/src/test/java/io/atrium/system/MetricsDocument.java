package io.atrium.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * docs/metrics.md: its tables, by the headings above them.
 *
 * @param always the metrics of the platform that are there from the start, each with its row
 * @param sometimes those that appear with what they count
 * @param libraries those of libraries that alerts and dashboards ask for
 * @param prefixes what the names of libraries' metrics begin with
 */
record MetricsDocument(
        Map<String, String> always,
        Map<String, String> sometimes,
        Map<String, String> libraries,
        List<String> prefixes) {

    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\|.*");

    static MetricsDocument read(Path markdown) {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        String heading = "";
        try {
            for (String line : Files.readAllLines(markdown)) {
                Matcher row = ROW.matcher(line);
                if (line.startsWith("#")) {
                    heading = line.replaceFirst("#+ ", "");
                } else if (row.matches()) {
                    tables.computeIfAbsent(heading, none -> new TreeMap<>()).put(row.group(1), line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MetricsDocument(
                tables.getOrDefault("From the start", Map.of()),
                tables.getOrDefault("With what they count", Map.of()),
                tables.getOrDefault("Of libraries", Map.of()),
                new ArrayList<>(tables.getOrDefault("Libraries", Map.of()).keySet()));
    }

    /** What a table gets wrong of the metrics that it should have: the rows as they are published. */
    static List<String> faults(Map<String, String> table, Map<String, PublishedMetric> published, Set<String> names) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(table.keySet());
        List<String> faults = new ArrayList<>();
        for (String name : all) {
            PublishedMetric metric = published.get(name);
            if (metric == null) {
                faults.add(name + " is not published");
            } else if (!names.contains(name) || !table.containsKey(name) || !metric.isIn(table.get(name))) {
                faults.add(metric.row());
            }
        }
        return faults;
    }
}
