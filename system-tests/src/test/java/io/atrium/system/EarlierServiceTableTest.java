package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of the earlier service's promises names tests that there are. */
class EarlierServiceTableTest {

    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*)`");

    @Test
    void shouldNameOnlyTestsThatExist() throws IOException {
        Set<String> existing = testClasses();

        List<String> rows = rows();

        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(rows).allSatisfy(row -> assertThat(named(row)).as(row).isNotEmpty());
        assertThat(rows.stream().flatMap(row -> named(row).stream()).distinct())
                .allSatisfy(name -> assertThat(existing).contains(name));
    }

    private static List<String> rows() throws IOException {
        String[] parts =
                Files.readString(CHECKOUT.resolve("README.md")).split("(?m)^## Coming from the earlier service$", -1);
        assertThat(parts).as("the section of README.md").hasSize(2);
        return parts[1].split("(?m)^## ", -1)[0]
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
    }

    /** The classes of a row's last cell. */
    private static List<String> named(String row) {
        String[] cells = row.split(" \\| ", -1);
        return CLASS.matcher(cells[cells.length - 1])
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Set<String> testClasses() throws IOException {
        Set<String> classes = new HashSet<>();
        Files.walkFileTree(CHECKOUT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.equals("target") || name.startsWith(".") && !name.equals("..")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = file.toString();
                if (path.contains("/src/test/java/") && path.endsWith(".java")) {
                    classes.add(path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return classes;
    }
}
