package io.atrium.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topics as {@code contracts} names them, read from its sources. */
final class ContractTopics {

    private static final String FOLDER = "contracts/src/main/java/io/atrium/contracts/";

    private static final String TOPICS = FOLDER + "Topics.java";

    private static final Map<String, String> NAMES = Pattern.compile("String (\\w+) = \"([a-z0-9.-]+)\";")
            .matcher(Repository.text(TOPICS))
            .results()
            .collect(Collectors.toMap((MatchResult constant) -> constant.group(1), constant -> constant.group(2)));

    private ContractTopics() {}

    /** The topics in a constant set of {@code Topics}. */
    static Set<String> set(String name) {
        return Repository.words(TOPICS, "Set<String> " + name + " =\\s+Set\\.of\\(([^)]+)\\)").stream()
                .map(ContractTopics::topic)
                .collect(Collectors.toSet());
    }

    /** The topics that stand in a module's sources as the first argument of a call. */
    static Stream<String> usedIn(String module, String call) {
        Pattern argument = Pattern.compile(call + "\\s*(\\w+)\\.([A-Z][A-Z_]+)\\b");
        return sources(module).stream()
                .flatMap(source -> argument.matcher(source).results())
                .map(found -> found.group(1).equals("Topics") ? topic(found.group(2)) : topicOf(found.group(1)));
    }

    /** The topic of a message, whose constant {@code TOPIC} is one of {@code Topics}. */
    private static String topicOf(String message) {
        return topic(Repository.words(FOLDER + message + ".java", "String TOPIC = Topics\\.(\\w+);")
                .get(0));
    }

    private static String topic(String constant) {
        String topic = NAMES.get(constant);
        if (topic == null) {
            throw new AssertionError("Topics has no " + constant);
        }
        return topic;
    }

    private static List<String> sources(String module) {
        try (Stream<Path> files = Files.walk(Repository.file(module + "/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ContractTopics::text)
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
