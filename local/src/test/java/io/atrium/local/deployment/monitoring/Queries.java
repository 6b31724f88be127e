package io.atrium.local.deployment.monitoring;

import io.atrium.local.deployment.Repository;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What queries name, and what docs/metrics.md has. */
final class Queries {

    private static final Pattern SELECTED = Pattern.compile("([a-z_][a-z0-9_]*)\\{([^}]*)\\}");
    private static final Pattern HISTOGRAM = Pattern.compile("\\| `([a-z0-9_]+)` \\| histogram \\|");
    private static final Pattern ROW = Pattern.compile("\\n\\| `([a-z0-9_]+)` \\|");

    /** Those of others: of Prometheus itself and of kube-state-metrics. */
    private static final Set<String> OF_OTHERS = Set.of("up", "kube_deployment_status_replicas_unavailable");

    private Queries() {}

    /** The names of the metrics of services that a query selects. */
    static Set<String> metrics(String query) {
        return SELECTED.matcher(query)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(name -> !OF_OTHERS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether each selector names the job, so that no metric of something else comes in. */
    static boolean namesTheJob(String query) {
        return SELECTED.matcher(query)
                .results()
                .allMatch(found -> found.group(2).contains("job=\"atrium\"")
                        || found.group(1).startsWith("kube_"));
    }

    /** The metrics that are documented; of a summary its count and sum too, of a histogram its buckets. */
    static Set<String> documented() {
        Set<String> names = new TreeSet<>();
        ROW.matcher(Repository.text("docs/metrics.md")).results().forEach(row -> {
            names.add(row.group(1));
            names.add(row.group(1) + "_count");
            names.add(row.group(1) + "_sum");
        });
        HISTOGRAM
                .matcher(Repository.text("docs/metrics.md"))
                .results()
                .forEach(row -> names.add(row.group(1) + "_bucket"));
        return names;
    }
}
