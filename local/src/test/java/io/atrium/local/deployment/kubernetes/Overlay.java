package io.atrium.local.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.local.deployment.Repository;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is applied together: the two overlays, and what a reader adds to one of them. */
enum Overlay {
    OPERATORS("overlays/operators"),
    EXTERNAL("overlays/external"),
    MONITORING("monitoring"),
    TRACING("tracing"),
    EDGE("edge");

    private final String folder;
    private final List<ObjectNode> resources;

    Overlay(String folder) {
        this.folder = folder;
        this.resources = Kustomization.render(Repository.file(path()));
    }

    /** The two that are a whole platform. */
    static Stream<Overlay> platforms() {
        return Stream.of(OPERATORS, EXTERNAL);
    }

    static Stream<ObjectNode> everything() {
        return Arrays.stream(values()).flatMap(overlay -> overlay.resources.stream());
    }

    String path() {
        return "deploy/kubernetes/" + folder;
    }

    List<ObjectNode> resources() {
        return resources;
    }

    List<ObjectNode> all(String kind) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }

    Optional<ObjectNode> find(String kind, String name) {
        return all(kind).stream()
                .filter(resource -> name(resource).equals(name))
                .findFirst();
    }

    ObjectNode one(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError(this + " has no " + kind + " " + name));
    }

    /** The pods that are made: of each Deployment and Job. */
    Stream<Workload> workloads() {
        return Stream.of("Deployment", "Job")
                .flatMap(kind -> all(kind).stream())
                .map(found -> new Workload(this, found));
    }

    Workload workload(String name) {
        return workloads()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(this + " has no pods " + name));
    }

    static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }
}
