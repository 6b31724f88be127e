package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that names a class names one that is there: a rename comes to the documents too. */
class NamedClassesTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("atrium.checkout", ".."))
            .toAbsolutePath()
            .normalize();

    /** A name in camel case that begins a piece of code: {@code `TenantTransaction.run(…)`}. */
    private static final Pattern NAMED = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(?=[`.#(])");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/architecture.md",
                "service-kit/README.md",
                "service-kit/data/README.md",
                "service-kit/messaging/README.md",
                "service-kit/testing/README.md",
                "service-kit/web/README.md",
                "service-kit/wire/README.md"
            })
    void shouldNameClassesThatExist(String document) throws IOException {
        Set<String> named = NAMED.matcher(Files.readString(CHECKOUT.resolve(document)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        named.removeAll(classes());

        assertThat(named).isEmpty();
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
