package io.atrium.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds the statements in a service's sources against its {@code table-owners.txt}: a table belongs to one feature, and
 * another reaches it only where the file names it and says why. A table is reached by Hibernate, by SQL, or, where the
 * file says so, by both.
 *
 * <pre>
 * # table   feature  way
 * users     user     both
 *   session: a login and a refresh read their user in the statement of the session
 * due_work  work     sql
 * </pre>
 */
public final class TableOwners {
    private static final String RESOURCE = "src/test/resources/table-owners.txt";
    private static final Pattern CREATED =
            Pattern.compile("^CREATE (?:UNLOGGED )?(?:TABLE|VIEW) ([a-z_]+)(?: \\(| WITH \\()", Pattern.MULTILINE);
    private static final Pattern DROPPED = Pattern.compile("^DROP TABLE (?:IF EXISTS )?([a-z_]+)", Pattern.MULTILINE);
    private static final Pattern REACHED =
            Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|USING)\\s+(?:ONLY\\s+)?([a-z_]+)\\b");
    private static final Pattern MAPPED = Pattern.compile("@Table\\(name = \"([a-z_]+)\"");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//[^\\n]*", Pattern.DOTALL);

    private final Path module;
    private final Map<String, Set<String>> bySql = new TreeMap<>();
    private final Map<String, Set<String>> byHibernate = new TreeMap<>();

    private TableOwners(Path module) {
        this.module = module;
    }

    /**
     * What is not as the file says, or is in the file and no more so; empty when all is well.
     *
     * @param module the directory of the service
     */
    public static List<String> differences(Path module) {
        TableOwners owners = new TableOwners(module);
        owners.readSources();
        return owners.differences();
    }

    private List<String> differences() {
        Set<String> found = new TreeSet<>();
        for (String table : tables()) {
            Set<String> sql = bySql.getOrDefault(table, Set.of());
            Set<String> hibernate = byHibernate.getOrDefault(table, Set.of());
            String way = hibernate.isEmpty() ? "sql" : sql.isEmpty() ? "hibernate" : "both";
            Set<String> features = new TreeSet<>(sql);
            features.addAll(hibernate);
            features.forEach(feature -> found.add(table + " is reached by " + feature));
            found.add(table + " is reached " + (features.isEmpty() ? "by functions alone" : "by way of " + way));
        }
        Set<String> declared = declared();
        return Stream.concat(
                        found.stream().filter(each -> !declared.contains(each)).map(each -> "Not in the file: " + each),
                        declared.stream()
                                .filter(each -> !found.contains(each))
                                .map(each -> "In the file alone: " + each))
                .toList();
    }

    private Set<String> declared() {
        Set<String> declared = new TreeSet<>();
        String table = "";
        for (String line : text(module.resolve(RESOURCE)).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                String[] other = line.strip().split(":\\s+", 2);
                if (other.length != 2) {
                    throw new IllegalArgumentException(RESOURCE + " gives no reason: " + line);
                }
                declared.add(table + " is reached by " + other[0]);
                continue;
            }
            String[] columns = line.split("\\s+");
            table = columns[0];
            if (columns.length == 2 && columns[1].equals("functions")) {
                declared.add(table + " is reached by functions alone");
            } else if (columns.length == 3) {
                declared.add(table + " is reached by " + columns[1]);
                declared.add(table + " is reached by way of " + columns[2]);
            } else {
                throw new IllegalArgumentException(RESOURCE + " is not table, feature, way: " + line);
            }
        }
        return declared;
    }

    private Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        for (Path file : files(module.resolve("src/main/resources/db/migration"), ".sql")) {
            String sql = text(file);
            DROPPED.matcher(sql).results().forEach(found -> tables.remove(found.group(1)));
            CREATED.matcher(sql).results().forEach(found -> tables.add(found.group(1)));
        }
        return tables;
    }

    private void readSources() {
        for (Path file : files(module.resolve("src/main/java"), ".java")) {
            String feature =
                    Objects.requireNonNull(file.getParent()).getFileName().toString();
            String source = COMMENT.matcher(text(file)).replaceAll("");
            note(bySql, REACHED.matcher(source), feature);
            note(byHibernate, MAPPED.matcher(source), feature);
        }
    }

    private static void note(Map<String, Set<String>> features, Matcher matcher, String feature) {
        while (matcher.find()) {
            features.computeIfAbsent(matcher.group(1), any -> new TreeSet<>()).add(feature);
        }
    }

    private static List<Path> files(Path directory, String ending) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
