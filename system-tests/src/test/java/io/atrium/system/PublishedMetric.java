package io.atrium.system;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A metric as services publish it.
 *
 * @param name as queries name it; of a summary without {@code _count} and {@code _sum}
 * @param labels without those that Prometheus adds
 */
record PublishedMetric(String name, String type, Set<String> labels, Set<String> services, String meaning) {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z0-9_:]+)(?:\\{(.*)\\})? \\S+( .*)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z0-9_]+)=\"");
    private static final Pattern PART = Pattern.compile("_(count|sum|bucket|active_count|duration_sum)$");

    private static final String COLUMN = " \\| ";
    private static final int SERVICES = 3;

    PublishedMetric {
        labels = new TreeSet<>(labels);
        services = new TreeSet<>(services);
    }

    /** What one service publishes, in Prometheus' text format, added to what is known of the others. */
    static void read(String service, String text, Map<String, PublishedMetric> known) {
        Map<String, String> types = new TreeMap<>();
        Map<String, String> meanings = new TreeMap<>();
        text.lines().forEach(line -> {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE ")) {
                types.put(words[2], words[3].strip());
            } else if (line.startsWith("# HELP ")) {
                meanings.put(words[2], words.length > 3 ? words[3].strip() : "");
            } else {
                Matcher sample = SAMPLE.matcher(line);
                if (!line.startsWith("#") && sample.matches()) {
                    add(service, sample, types, meanings, known);
                }
            }
        });
    }

    private static void add(
            String service,
            Matcher sample,
            Map<String, String> types,
            Map<String, String> meanings,
            Map<String, PublishedMetric> known) {
        String family = sample.group(1);
        if (!types.containsKey(family)) {
            family = PART.matcher(family).replaceAll("");
        }
        if (!types.containsKey(family)) {
            family = family.replaceAll("_total$", "");
        }
        String type = types.getOrDefault(family, "untyped");
        String name = type.equals("counter") && !family.endsWith("_total") ? family + "_total" : family;
        Set<String> labels = new TreeSet<>();
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
        }
        PublishedMetric found =
                new PublishedMetric(name, type, labels, Set.of(service), meanings.getOrDefault(family, ""));
        known.merge(name, found, PublishedMetric::and);
    }

    private PublishedMetric and(PublishedMetric other) {
        Set<String> all = new TreeSet<>(labels);
        all.addAll(other.labels);
        Set<String> by = new TreeSet<>(services);
        by.addAll(other.services);
        return new PublishedMetric(name, type, all, by, meaning.isEmpty() ? other.meaning : meaning);
    }

    /** Whether a row tells it, of this many services or of more: some meters are made by the first request that needs them. */
    boolean isIn(String row) {
        String[] told = row.split(COLUMN, -1);
        String[] found = row().split(COLUMN, -1);
        return told.length == found.length
                && IntStream.range(0, told.length)
                        .allMatch(i -> i == SERVICES
                                ? List.of(told[i].split(", ")).containsAll(services)
                                : told[i].equals(found[i]));
    }

    /** Its row in docs/metrics.md. */
    String row() {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        name,
                        type,
                        labels.isEmpty() ? "" : "`" + String.join("`, `", labels) + "`",
                        String.join(", ", services),
                        meaning.replace("\\\"", "\"").replace("|", "\\|"));
    }
}
