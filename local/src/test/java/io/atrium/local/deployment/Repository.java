package io.atrium.local.deployment;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Files of the checkout, found from wherever the test was started. */
public final class Repository {

    private Repository() {}

    public static Path file(String path) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docker-compose.yml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Not started inside the checkout");
            }
        }
        return folder.resolve(path);
    }

    public static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings that a service is packaged with. */
    public static Properties settings(String service) {
        return properties(service + "/src/main/resources/application.properties");
    }

    public static Properties properties(String path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file(path))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** The first group of each match of a regular expression in a file. */
    public static List<String> all(String path, String regex) {
        return Pattern.compile(regex)
                .matcher(text(path))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The words between quotation marks or blanks in the one place of a file that a regular expression finds. */
    public static List<String> words(String path, String regex) {
        List<String> found = all(path, regex);
        if (found.size() != 1) {
            throw new AssertionError(path + " has " + found.size() + " of " + regex);
        }
        return Pattern.compile("[\\w-]+")
                .matcher(found.get(0))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
