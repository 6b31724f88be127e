package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml says. */
final class Compose {

    static final String TEXT = Repository.text("docker-compose.yml");

    static final Map<String, Map<String, Object>> CONTAINERS =
            map(new Yaml().<Map<String, Object>>load(TEXT).get("services"));

    private static final String OURS = "atrium/";

    private Compose() {}

    static Map<String, Object> container(String name) {
        Map<String, Object> container = CONTAINERS.get(name);
        if (container == null) {
            throw new AssertionError("docker-compose.yml has no " + name);
        }
        return container;
    }

    static Map<String, String> environment(String container) {
        return map(container(container).getOrDefault("environment", Map.of()));
    }

    /** What a container waits for, with the condition. */
    static Map<String, String> dependencies(String container) {
        Map<String, Map<String, String>> all = map(container(container).getOrDefault("depends_on", Map.of()));
        return all.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Objects.requireNonNull(entry.getValue().get("condition"))));
    }

    /** The containers of our services that keep running. */
    static Set<String> running() {
        return CONTAINERS.keySet().stream()
                .filter(name -> isOurs(name) && !isOneShot(name))
                .collect(Collectors.toSet());
    }

    static boolean isOurs(String container) {
        return isBuiltHere(container) && Deployed.modules().anyMatch(module(container)::equals);
    }

    static boolean isBuiltHere(String container) {
        return image(container).startsWith(OURS);
    }

    /** What a container mounts, a line of text each. */
    static List<String> mounts(String container) {
        return ((List<?>) container(container).getOrDefault("volumes", List.of()))
                .stream().map(String::valueOf).toList();
    }

    static boolean isOneShot(String container) {
        return "no".equals(container(container).get("restart"));
    }

    /** The module of an image of ours. */
    static String module(String container) {
        return image(container).substring(OURS.length(), image(container).indexOf(':'));
    }

    static String image(String container) {
        return String.valueOf(container(container).get("image"));
    }

    /** The last argument of the health check. */
    static String probe(String container) {
        Map<String, List<String>> check = map(container(container).get("healthcheck"));
        List<String> test = Objects.requireNonNull(check.get("test"));
        return test.get(test.size() - 1);
    }

    @SuppressWarnings("unchecked")
    static <V> Map<String, V> map(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, V>) Objects.requireNonNull(value);
    }
}
