package io.atrium.local.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What {@code kustomize build} makes of a folder, by the few members that ours use; any other member is refused. Names of
 * generated ConfigMaps have no suffix. {@link KustomizeTest} holds it against kustomize where that is installed.
 */
final class Kustomization {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> MEMBERS =
            Set.of("apiVersion", "kind", "namespace", "resources", "images", "configMapGenerator");

    private final Path folder;
    private final JsonNode file;

    private Kustomization(Path folder) {
        this.folder = folder;
        this.file = documents(folder.resolve("kustomization.yaml")).get(0);
        file.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw new AssertionError(folder + " uses " + member + ", which is not supported here");
            }
        });
    }

    /** The resources of a folder, in the order in which they are named. */
    static List<ObjectNode> render(Path folder) {
        return new Kustomization(folder).resources();
    }

    private List<ObjectNode> resources() {
        List<ObjectNode> resources = new ArrayList<>();
        for (JsonNode name : file.path("resources")) {
            Path path = folder.resolve(name.asText()).normalize();
            if (Files.isDirectory(path)) {
                resources.addAll(render(path));
            } else {
                documents(path).forEach(document -> resources.add((ObjectNode) document));
            }
        }
        file.path("configMapGenerator").forEach(generator -> resources.add(configMap(generator)));
        file.path("images").forEach(image -> resources.forEach(resource -> replaceImage(resource, image)));
        if (file.has("namespace")) {
            resources.stream()
                    .filter(resource -> !resource.path("kind").asText().equals("Namespace"))
                    .forEach(resource -> resource.withObject("/metadata").set("namespace", file.get("namespace")));
        }
        return resources;
    }

    private ObjectNode configMap(JsonNode generator) {
        ObjectNode map = YAML.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").set("name", generator.get("name"));
        if (generator.path("options").has("labels")) {
            map.withObject("/metadata").set("labels", generator.path("options").get("labels"));
        }
        ObjectNode data = map.putObject("data");
        for (JsonNode name : generator.path("files")) {
            Path path = folder.resolve(name.asText());
            data.put(path.getFileName().toString(), text(path));
        }
        for (JsonNode name : generator.path("envs")) {
            text(folder.resolve(name.asText()))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .forEach(pair -> data.put(pair[0], pair[1]));
        }
        return map;
    }

    private static void replaceImage(JsonNode node, JsonNode image) {
        if (node instanceof ObjectNode object
                && object.path("image").asText().equals(image.path("name").asText())) {
            object.put(
                    "image",
                    image.path("newName").asText() + ":" + image.path("newTag").asText());
        }
        node.forEach(child -> replaceImage(child, image));
    }

    /** The documents of a YAML file. */
    static List<JsonNode> documents(Path file) {
        return documents(text(file));
    }

    static List<JsonNode> documents(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of a list. */
    static List<String> texts(JsonNode list) {
        return list instanceof ArrayNode array
                ? StreamSupport.stream(array.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
