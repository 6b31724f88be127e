package io.atrium.local.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.atrium.local.deployment.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards, against Grafana's schema of their version, and their queries, against the metrics that there are. */
class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "deploy/grafana/";
    private static final int VERSION = 42;
    private static final int COLUMNS = 24;
    private static final Set<String> NAMES = Set.of("platform", "webhooks", "identity", "integrations");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"platform", "webhooks", "identity", "integrations"})
    void shouldHaveTheFormOfGrafanasSchema(String name) throws IOException {
        JsonNode dashboard = dashboard(name);

        assertThat(schema().validate(dashboard).stream().map(Error::toString)).isEmpty();
        assertThat(dashboard.path("schemaVersion").asInt()).isEqualTo(VERSION);
        assertThat(dashboard.path("uid").asText()).isEqualTo("atrium-" + name);
        assertThat(dashboard.has("id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "webhooks", "identity", "integrations"})
    void shouldPlaceEachPanelOnce(String name) {
        Set<String> taken = new HashSet<>();
        Set<Integer> ids = new HashSet<>();

        for (JsonNode panel : dashboard(name).path("panels")) {
            JsonNode place = panel.path("gridPos");
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(taken.add(x + "," + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "webhooks", "identity", "integrations"})
    void shouldAskForMetricsThatTheServicesHave(String name) {
        assertThat(queries(name)).isNotEmpty().allSatisfy(query -> {
            assertThat(Queries.documented()).containsAll(Queries.metrics(query));
            assertThat(Queries.namesTheJob(query)).as(query).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "webhooks", "identity", "integrations"})
    void shouldAskInPrometheusLanguage(String name) throws IOException, InterruptedException {
        // Given
        var promtool = Promtool.in(folder);
        assumeThat(promtool).as("promtool is installed").isPresent();
        StringBuilder rules = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
        for (String query : queries(name)) {
            rules.append("      - record: query:")
                    .append(rules.length())
                    .append("\n        expr: ")
                    .append(JSON.writeValueAsString(
                            query.replace("$service", ".+").replace("$__rate_interval", "1m")))
                    .append('\n');
        }
        Files.writeString(folder.resolve("rules.yml"), rules);

        // When
        String fault = promtool.orElseThrow().fault("check", "rules", "rules.yml");

        // Then
        assertThat(fault).isEmpty();
    }

    @Test
    void shouldProvisionEachDashboard() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file(FOLDER + "dashboards"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", ""))
                            .collect(Collectors.toSet()))
                    .isEqualTo(NAMES);
        }
        for (String name : NAMES) {
            assertThat(Repository.text(FOLDER + "kustomization.yaml"))
                    .contains("files: [dashboards/" + name + ".json]");
        }
        JsonNode provider = new YAMLMapper()
                .readTree(Repository.text(FOLDER + "provisioning/dashboards/atrium.yml"))
                .at("/providers/0");
        assertThat(provider.path("type").asText()).isEqualTo("file");
    }

    private static List<String> queries(String name) {
        List<String> queries = new ArrayList<>();
        dashboard(name)
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> queries.add(target.path("expr").asText())));
        return queries;
    }

    private static JsonNode dashboard(String name) {
        try {
            return JSON.readTree(Repository.text(FOLDER + "dashboards/" + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema() throws IOException {
        try (InputStream in = DashboardsTest.class.getResourceAsStream("/grafana/dashboard.jsonschema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(JSON.readTree(Objects.requireNonNull(in)));
        }
    }
}
