package io.atrium.local.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.atrium.local.deployment.Deployed;
import io.atrium.local.deployment.Repository;
import io.atrium.local.topology.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts, against their runbooks, their tests, the manifests of Kubernetes and the metrics that there are. */
class AlertsTest {

    private static final String FOLDER = "deploy/prometheus/";
    private static final JsonNode GROUPS = yaml(FOLDER + "alerts.yml").path("groups");

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldSayWhatItMeansAndWhatToDo(JsonNode alert) {
        String name = alert.path("alert").asText();
        JsonNode notes = alert.path("annotations");

        assertThat(name).startsWith("Atrium");
        assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
        assertThat(notes.path("summary").asText()).isNotBlank();
        assertThat(notes.path("description").asText()).endsWith(".");
        assertThat(notes.path("runbook").asText()).isEqualTo("docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
        assertThat(Repository.all(
                        "docs/runbooks.md", "\n### " + name + "(\n\n[^#]+\n\nLook at:\n\n- [^#]+\n\nDo:\n\n- )"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldAskForMetricsThatTheServicesHave(JsonNode alert) {
        String query = alert.path("expr").asText();

        assertThat(Queries.documented()).containsAll(Queries.metrics(query));
        assertThat(Queries.namesTheJob(query)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldBeTestedToBeSilentAndToFire(JsonNode alert) {
        List<Integer> expected = new ArrayList<>();
        yaml(FOLDER + "alerts.test.yml")
                .path("tests")
                .forEach(test -> test.path("alert_rule_test").forEach(one -> {
                    if (one.path("alertname").equals(alert.path("alert"))) {
                        expected.add(one.path("exp_alerts").size());
                    }
                }));

        assertThat(expected).startsWith(0, 1).allMatch(alerts -> alerts <= 1);
    }

    @Test
    void shouldHaveARunbookForNothingElse() {
        assertThat(Repository.all("docs/runbooks.md", "\n### (\\w+)"))
                .containsExactlyElementsOf(
                        alerts().map(alert -> alert.path("alert").asText()).toList());
    }

    /** Paths of the API that a runbook sends people to. */
    @Test
    void shouldSendNobodyToAnOperationThatDoesNotExist() {
        List<String> paths = Repository.all("docs/runbooks.md", "`(?:GET|POST|PUT|DELETE) (/[a-z/{}-]+)");

        assertThat(paths).isNotEmpty();
        assertThat(Repository.all("docs/openapi/atrium.yaml", "\n  /api/v1(/[^:]+):"))
                .containsAll(paths);
    }

    @Test
    void shouldMissEveryServiceThatIsAbsent() {
        List<String> watched = alerts().filter(
                        alert -> alert.path("alert").asText().equals("AtriumServiceAbsent"))
                .flatMap(alert -> Pattern.compile("service=\"([a-z-]+)\"")
                        .matcher(alert.path("expr").asText())
                        .results()
                        .map(found -> found.group(1)))
                .toList();

        assertThat(watched)
                .isEqualTo(
                        Deployed.TOPOLOGY.services().stream().map(Service::name).toList());
    }

    @Test
    void shouldHaveTheSameAlertsInKubernetes() {
        assertThat(yaml("deploy/kubernetes/monitoring/rules.yaml").at("/spec/groups"))
                .isEqualTo(GROUPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check rules alerts.yml", "test rules alerts.test.yml", "check config prometheus.yml"})
    void shouldPassPrometheusOwnChecks(String command) throws IOException, InterruptedException {
        // Given
        var promtool = Promtool.in(Repository.file(FOLDER));
        assumeThat(promtool).as("promtool is installed").isPresent();

        // When
        String fault = promtool.orElseThrow().fault(command.split(" "));

        // Then
        assertThat(fault).isEmpty();
    }

    static Stream<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        GROUPS.forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts.stream();
    }

    private static JsonNode yaml(String path) {
        try {
            return new YAMLMapper().readTree(Repository.text(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
