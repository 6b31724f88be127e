package io.atrium.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scrape configuration, alerts, dashboards and docs/metrics.md, on what the running suite publishes. */
class PrometheusIT {

    private static final Suite SUITE = Suite.running();
    private static final Path DEPLOYED = SUITE.checkout().resolve("deploy");
    private static final MetricsDocument DOCUMENT =
            MetricsDocument.read(SUITE.checkout().resolve("docs/metrics.md"));
    private static final int MOCK_PROVIDERS = 3;
    private static final String OURS = "atrium_";

    private static Optional<PrometheusServer> prometheus = Optional.empty();

    /** One of everything that dashboards show. */
    @BeforeAll
    static void start() {
        prometheus = PrometheusServer.start(SUITE);
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        provider.deliver("msg-" + UUID.randomUUID(), WebhookBody.user("created", "usr-1", 1));
        tenant.post("/integrations/sync/users", Map.of());
        tenant.get("/audit/events");
        tenant.get("/audit/verify");
        for (String guarded : List.of("/users", "/organizations/me", "/audit/events", "/integrations", "/health")) {
            Tenant.as("no.good.token").get("/api/v1" + guarded);
        }
        JsonPath login = Tenant.login(tenant.email());
        SUITE.request()
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", login.getString("refresh_token")))
                .post("/api/v1/auth/refresh");
    }

    @AfterAll
    static void stop() {
        prometheus.ifPresent(PrometheusServer::close);
    }

    @Test
    void shouldScrapeEveryServiceAndProvider() {
        PrometheusServer server = installed();
        int all = Topology.ofDeployment().services().size() + MOCK_PROVIDERS;

        Patience.await()
                .untilAsserted(() -> assertThat(
                                server.get("targets", Map.of("state", "active")).getList("data.activeTargets.health"))
                        .hasSize(all)
                        .containsOnly("up"));
    }

    @Test
    void shouldEvaluateEveryAlert() throws IOException {
        PrometheusServer server = installed();
        long written = Files.readAllLines(DEPLOYED.resolve("prometheus/alerts.yml")).stream()
                .filter(line -> line.strip().startsWith("- alert: "))
                .count();

        Patience.await()
                .untilAsserted(() -> assertThat(
                                server.get("rules", Map.of()).<String>getList("data.groups.rules.health.flatten()"))
                        .hasSize((int) written)
                        .containsOnly("ok"));
    }

    @Test
    void shouldAnswerEveryQueryOfEveryDashboard() throws IOException {
        PrometheusServer server = installed();
        for (String query : queries()) {
            boolean excused = DOCUMENT.sometimes().keySet().stream()
                    .anyMatch(name ->
                            Pattern.compile("\\b" + name + "\\b").matcher(query).find());
            Patience.await().untilAsserted(() -> {
                JsonPath answer = server.get("query", Map.of("query", query));
                assertThat(answer.getString("status")).as(query).isEqualTo("success");
                assertThat(excused || !answer.getList("data.result").isEmpty())
                        .as("an answer to " + query)
                        .isTrue();
            });
        }
    }

    @Test
    void shouldDocumentEveryMetric() {
        Patience.await().untilAsserted(() -> {
            Map<String, PublishedMetric> published = published();
            Set<String> ours = published.keySet().stream()
                    .filter(name -> name.startsWith(OURS))
                    .filter(name -> !DOCUMENT.sometimes().containsKey(name))
                    .collect(Collectors.toSet());
            List<String> faults = new ArrayList<>(MetricsDocument.faults(DOCUMENT.always(), published, ours));
            faults.addAll(MetricsDocument.faults(
                    DOCUMENT.libraries(), published, DOCUMENT.libraries().keySet()));
            Files.write(Path.of("target", "metrics.md"), faults);

            assertThat(faults).as("rows of docs/metrics.md that differ").isEmpty();
        });
    }

    @Test
    void shouldNameEveryLibraryThatPublishesMetrics() {
        assertThat(published().keySet())
                .filteredOn(name -> !name.startsWith(OURS))
                .allMatch(name -> DOCUMENT.prefixes().stream().anyMatch(name::startsWith));
    }

    /** What services count only when it happens has a row by hand, and is in the code. */
    @Test
    void shouldDocumentOnlyMetricsThatTheCodeHas() {
        TenantSharesTable.Repository code = TenantSharesTable.Repository.of(SUITE.checkout());

        assertThat(DOCUMENT.sometimes().keySet()).isNotEmpty().allMatch(code::hasMetric);
    }

    private static PrometheusServer installed() {
        assumeThat(prometheus).as("prometheus is installed").isPresent();
        return prometheus.orElseThrow();
    }

    private static Map<String, PublishedMetric> published() {
        Map<String, PublishedMetric> published = new TreeMap<>();
        for (Service service : Topology.ofDeployment().services()) {
            String text = given().baseUri(
                            "http://localhost:" + SUITE.port(service.port().variable()))
                    .noFilters()
                    .header("Accept", "text/plain")
                    .get("/q/metrics")
                    .asString();
            PublishedMetric.read(service.name(), text, published);
        }
        return published;
    }

    private static Iterable<String> queries() throws IOException {
        TreeSet<String> queries = new TreeSet<>();
        try (Stream<Path> files = Files.list(DEPLOYED.resolve("grafana/dashboards"))) {
            for (Path file : files.toList()) {
                for (JsonNode expression :
                        new ObjectMapper().readTree(file.toFile()).findValues("expr")) {
                    queries.add(expression.asText().replace("$service", ".+").replace("$__rate_interval", "1m"));
                }
            }
        }
        return queries;
    }
}
