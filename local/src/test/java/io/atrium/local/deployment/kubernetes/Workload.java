package io.atrium.local.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A Deployment or a Job. */
record Workload(Overlay overlay, JsonNode resource) {

    String name() {
        return Overlay.name(resource);
    }

    JsonNode pod() {
        return resource.at("/spec/template/spec");
    }

    JsonNode podLabels() {
        return resource.at("/spec/template/metadata/labels");
    }

    /** The container that has the workload's name. */
    JsonNode main() {
        return containers()
                .filter(container -> container.path("name").asText().equals(name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name() + " has no container of its name"));
    }

    Stream<JsonNode> containers() {
        return Stream.concat(list(pod().path("initContainers")), list(pod().path("containers")));
    }

    Stream<JsonNode> initContainers() {
        return list(pod().path("initContainers"));
    }

    /**
     * The variables that a container is given. The value of one that comes from a Secret is <code>secret NAME/KEY</code>,
     * with a question mark after it where the pod also starts without.
     */
    Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new TreeMap<>();
        container.path("envFrom").forEach(source -> {
            JsonNode map =
                    overlay.one("ConfigMap", source.at("/configMapRef/name").asText());
            map.path("data")
                    .fields()
                    .forEachRemaining(entry ->
                            environment.put(entry.getKey(), entry.getValue().asText()));
        });
        container.path("env").forEach(variable -> {
            if (environment.put(variable.path("name").asText(), value(variable)) != null) {
                throw new AssertionError(name() + " has twice " + variable.path("name"));
            }
        });
        return environment;
    }

    private String value(JsonNode variable) {
        JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        JsonNode setting = variable.at("/valueFrom/configMapKeyRef");
        if (!secret.isMissingNode()) {
            return "secret " + secret.path("name").asText() + "/"
                    + secret.path("key").asText() + (secret.path("optional").asBoolean() ? "?" : "");
        }
        if (!setting.isMissingNode()) {
            return overlay.one("ConfigMap", setting.path("name").asText())
                    .at("/data/" + setting.path("key").asText())
                    .asText();
        }
        return variable.path("value").asText();
    }

    /** The ConfigMaps that the pod's volumes are made of. */
    Set<String> mountedMaps() {
        Set<String> names = new TreeSet<>();
        pod().path("volumes")
                .findValues("configMap")
                .forEach(map -> names.add(map.path("name").asText()));
        return names;
    }

    private static Stream<JsonNode> list(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
