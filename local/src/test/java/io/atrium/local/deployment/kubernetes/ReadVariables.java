package io.atrium.local.deployment.kubernetes;

import io.atrium.local.deployment.Repository;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables that a service reads: those that its settings name, and the settings of the modules of the kit that it is
 * made of.
 *
 * @param all every one
 * @param required those whose default is of use on a developer's machine alone: a secret of development, an address of
 *     this machine
 */
record ReadVariables(Set<String> all, Set<String> required) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(?=[:}])");
    private static final Pattern OF_A_LAPTOP = Pattern.compile("dev-|localhost|127\\.0\\.0\\.1|:development}");
    private static final String KIT_SETTINGS = "/src/main/resources/META-INF/microprofile-config.properties";

    static ReadVariables of(String service) {
        ReadVariables variables = new ReadVariables(new TreeSet<>(), new TreeSet<>());
        variables.add(Repository.settings(service));
        modules(service)
                .map(module -> module + KIT_SETTINGS)
                .filter(file -> Files.exists(Repository.file(file)))
                .forEach(file -> variables.add(Repository.properties(file)));
        return variables;
    }

    /** What the one-shot migration reads. */
    static Set<String> ofMigration() {
        return Set.copyOf(Repository.all(
                "service-kit/data/src/main/java/io/atrium/kit/migration/MigrateCommand.java",
                "environment\\(\"([A-Z_]+)\""));
    }

    private void add(Properties settings) {
        settings.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("%"))
                .map(settings::getProperty)
                .forEach(value -> VARIABLE.matcher(value).results().forEach(found -> {
                    all.add(found.group(1));
                    if (OF_A_LAPTOP.matcher(value.substring(found.end())).find()) {
                        required.add(found.group(1));
                    }
                }));
    }

    /** The folders of the kit's modules that a module depends on, through others too. */
    private static Stream<String> modules(String module) {
        Set<String> known = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(module));
        while (!left.isEmpty()) {
            Repository.all(
                            left.pop() + "/pom.xml",
                            "<artifactId>kit-(web|data|messaging|text|schema)</artifactId>\\s+</dependency>")
                    .stream()
                    .map(name -> "service-kit/" + name)
                    .filter(known::add)
                    .forEach(left::push);
        }
        return known.stream();
    }
}
