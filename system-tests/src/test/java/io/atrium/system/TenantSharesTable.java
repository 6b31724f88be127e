package io.atrium.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables below the heading "What tenants share" of a Markdown file: each row names, in back quotes, a metric that
 * shows the bound and a test that holds it.
 */
final class TenantSharesTable {

    private static final String HEADING = "what tenants share";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

    private final List<Row> rows;

    private TenantSharesTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    private record Row(String shared, List<String> metrics, List<String> tests) {}

    /** Reads the file's tables; fails when the section is missing. */
    static TenantSharesTable read(Path markdown) {
        try {
            return of(Files.readAllLines(markdown));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TenantSharesTable of(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        List<String> columns = List.of();
        for (String line : lines) {
            if (line.startsWith("#")) {
                inside = line.toLowerCase(Locale.ROOT).contains(HEADING) || (inside && line.startsWith("###"));
                columns = List.of();
            } else if (!inside || !line.startsWith("|")) {
                columns = List.of();
            } else if (columns.isEmpty()) {
                columns = cells(line).stream()
                        .map(cell -> cell.toLowerCase(Locale.ROOT))
                        .toList();
            } else if (!line.startsWith("|--") && !line.startsWith("| --")) {
                rows.add(row(columns, cells(line)));
            }
        }
        if (rows.isEmpty()) {
            throw new AssertionError("no table below the heading \"What tenants share\"");
        }
        return new TenantSharesTable(rows);
    }

    /** What a row names and the repository does not have, each a line. */
    List<String> faults(Repository repository) {
        List<String> faults = new ArrayList<>();
        for (Row row : rows) {
            String of = "\"" + row.shared() + "\" ";
            if (row.metrics().isEmpty() || row.tests().isEmpty()) {
                faults.add(of + "names no metric or no test");
            }
            row.metrics().stream()
                    .filter(metric -> !repository.hasMetric(metric))
                    .forEach(metric -> faults.add(of + "names the metric " + metric + ", which no main code has"));
            row.tests().stream()
                    .filter(test -> !repository.hasTest(test))
                    .forEach(test -> faults.add(of + "names the test " + test + ", which does not exist"));
        }
        return faults;
    }

    private static Row row(List<String> columns, List<String> cells) {
        return new Row(cells.get(0), named(columns, cells, "metric"), named(columns, cells, "test"));
    }

    private static List<String> named(List<String> columns, List<String> cells, String column) {
        int index = columns.indexOf(column);
        if (index < 0 || cells.size() != columns.size()) {
            throw new AssertionError("a row without the column " + column + ", or with other columns: " + cells);
        }
        return CODE.matcher(cells.get(index))
                .results()
                .map(found -> found.group(1).strip())
                .toList();
    }

    private static List<String> cells(String line) {
        String inner = line.strip().replaceAll("^\\||\\|$", "");
        return Stream.of(CELL.split(inner, -1)).map(String::strip).toList();
    }

    /** What main code has for metrics, and which test classes there are. */
    static final class Repository {

        /** Meters of the platform's libraries, which no code of ours names. */
        private static final Pattern OF_LIBRARIES = Pattern.compile(
                "(jvm|process|system|http_server|http_client|netty|kafka|worker_pool|sql_pool|vertx|agroal)_[a-z_]+");

        private static final Pattern NAME = Pattern.compile("\"(atrium[._][a-z0-9._]+)\"");
        private static final Pattern UNIT = Pattern.compile("baseUnit\\(\"([a-z]+)\"\\)");

        private final List<String> metrics = new ArrayList<>();
        /** Prometheus' own, and those of the kit's budgets, which name their meters by their owner. */
        private final StringBuilder suffixes =
                new StringBuilder("seconds|bytes|total|count|sum|max|min|bucket|held|refused");

        private final List<String> tests = new ArrayList<>();
        private @Nullable Pattern suffix;

        /** Reads the sources below a checkout. */
        static Repository of(Path checkout) {
            Repository repository = new Repository();
            try (Stream<Path> files = Files.walk(checkout)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> repository.add(checkout, file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return repository;
        }

        private void add(Path checkout, Path file) {
            String path = "/" + checkout.relativize(file).toString().replace('\\', '/');
            String name = file.getFileName().toString().replace(".java", "");
            if (path.contains("/target/")) {
                return;
            }
            if (path.contains("/src/test/") || path.startsWith("/bench/") || path.contains("/testing/src/main/")) {
                addTest(name);
            } else if (path.contains("/src/main/")) {
                try {
                    addMain(Files.readString(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        void addTest(String name) {
            tests.add(name);
        }

        void addMain(String source) {
            Matcher names = NAME.matcher(source);
            while (names.find()) {
                metrics.add(prometheus(names.group(1)));
            }
            UNIT.matcher(source).results().forEach(unit -> suffixes.append('|').append(unit.group(1)));
            suffix = null;
        }

        /** By its Prometheus name or by its meter's: {@code atrium_x_y_total} is the counter {@code atrium.x.y}. */
        boolean hasMetric(String metric) {
            String name = prometheus(metric.replaceAll("\\{.*", ""));
            if (OF_LIBRARIES.matcher(name).matches()) {
                return true;
            }
            if (suffix == null) {
                suffix = Pattern.compile("(_(" + suffixes + "))*");
            }
            Pattern end = suffix;
            return metrics.stream()
                    .anyMatch(known -> name.startsWith(known)
                            && end.matcher(name.substring(known.length())).matches());
        }

        /** A class, or a method of one after {@code #}. */
        boolean hasTest(String test) {
            return tests.contains(test.replaceAll("[#.(].*", ""));
        }

        private static String prometheus(String name) {
            return name.replace('.', '_').replace('-', '_');
        }
    }
}
