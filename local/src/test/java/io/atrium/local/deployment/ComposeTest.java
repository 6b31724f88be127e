package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {

    private static final String TEXT = Repository.text("docker-compose.yml");
    private static final Map<String, Map<String, Object>> SERVICES =
            map(new Yaml().<Map<String, Object>>load(TEXT).get("services"));
    private static final JsonObject ROUTES = new JsonObject(Repository.text("deploy/gateway/routes.json"));

    @Test
    void shouldPinEveryImage() {
        SERVICES.forEach((name, service) -> assertThat((String) service.get("image"))
                .as(name)
                .matches("(docker\\.io/\\S+:\\d+\\.\\d+\\S*|atrium/\\S+:\\$\\{ATRIUM_VERSION:-local\\})"));
    }

    @Test
    void shouldBuildEveryImageOfOursFromTheOneContainerfile() {
        SERVICES.forEach((name, service) -> {
            String image = String.valueOf(service.get("image"));
            if (image.startsWith("atrium/")) {
                Map<String, Object> build = map(service.get("build"));
                String module = image.substring("atrium/".length(), image.indexOf(':'));
                assertThat(build.get("dockerfile")).as(name).isEqualTo("deploy/Containerfile");
                assertThat(map(build.get("args"))).as(name).containsEntry("SERVICE", module);
                assertThat(Files.exists(Repository.file(module + "/pom.xml")))
                        .as(name)
                        .isTrue();
            }
        });
    }

    @Test
    void shouldHaveTwiceTheHeapAsMemoryLimitOfEveryServiceOfOurs() {
        SERVICES.forEach((name, service) -> {
            String image = String.valueOf(service.get("image"));
            if (image.startsWith("atrium/") && !"no".equals(service.get("restart"))) {
                String module = image.substring("atrium/".length(), image.indexOf(':'));
                String flags = Repository.text("deploy/java/" + module + ".options");
                assertThat(megabytes("-Xmx(\\d+)m", flags) * 2)
                        .as(name)
                        .isLessThanOrEqualTo(megabytes("(\\d+)m", String.valueOf(service.get("mem_limit"))));
            }
        });
    }

    @Test
    void shouldHaveFlagsAndHeapsInOnePlaceOnly() {
        String containerfile = Repository.text("deploy/Containerfile");

        assertThat(containerfile)
                .contains("deploy/java/common.options deploy/java/${SERVICE}.options")
                .contains("ENV JDK_JAVA_OPTIONS=\"@/app/java.options\"");
        assertThat(containerfile.lines().filter(line -> !line.startsWith("#"))).noneMatch(line -> line.contains("-X"));
        assertThat(TEXT.replace("KAFKA_HEAP_OPTS: -Xms256m -Xmx512m", "")).doesNotContain("-Xm", "JAVA_OPTIONS");
        assertThat(Repository.text(".dockerignore")).contains("!deploy/java");
    }

    private static int megabytes(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Test
    void shouldRunEveryRoutedServiceOnItsPort() {
        JsonObject routed = ROUTES.getJsonObject("services");
        for (String service : routed.fieldNames()) {
            String port = routed.getJsonObject(service).getInteger("port").toString();
            String variable = routed.getJsonObject(service).getString("url_variable");

            assertThat(environment(service)).containsEntry("PORT", port);
            assertThat(environment(service)).containsEntry(variable, "http://" + service + ":" + port);
            assertThat(Repository.text("deploy/gateway/upstreams.conf"))
                    .contains("server " + service + ":" + port + " ");
            assertThat(Repository.text("deploy/prometheus/prometheus.yml"))
                    .contains("\"" + service + ":" + port + "\"");
            assertThat(dependencies("gateway")).containsEntry(service, "service_healthy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "tenant", "audit", "integration"})
    void shouldMigrateEachDatabaseBeforeItsServiceStarts(String database) {
        String migration = database + "-migrate";
        String owner = database.toUpperCase(java.util.Locale.ROOT) + "_OWNER_PASSWORD";

        assertThat(dependencies(database + "-service"))
                .containsEntry(migration, "service_completed_successfully")
                .containsEntry("topics", "service_completed_successfully");
        assertThat(dependencies(migration)).containsEntry("databases", "service_completed_successfully");
        assertThat(service(migration))
                .containsEntry("command", List.of("migrate"))
                .containsEntry("restart", "no");
        assertThat(environment(migration).get("DATABASE_OWNER_PASSWORD")).contains("${" + owner + ":-");
        for (String kind : List.of("APP", "INGEST", "RELAY", "WORKER", "PLATFORM")) {
            assertThat(environment(database + "-service")).containsKey("DATABASE_" + kind + "_PASSWORD");
        }
    }

    @Test
    void shouldGiveTheOwnersPasswordToNobodyElse() {
        SERVICES.keySet().stream()
                .filter(name -> !name.equals("databases") && !name.endsWith("-migrate"))
                .forEach(name ->
                        assertThat(environment(name).toString()).as(name).doesNotContain("OWNER"));
    }

    @Test
    void shouldGiveTheKeyOfWebhookSecretsToTwoServicesOnly() {
        assertThat(SERVICES.keySet().stream().filter(name -> environment(name).containsKey("WEBHOOK_SOURCE_KEY")))
                .containsExactlyInAnyOrder("webhook-gateway", "integration-service");
    }

    @Test
    void shouldProbeEverythingThatKeepsRunning() {
        SERVICES.forEach((name, service) -> {
            if (!"no".equals(service.get("restart"))) {
                assertThat(service).as(name).containsKey("healthcheck").containsEntry("restart", "unless-stopped");
            }
        });
    }

    @Test
    void shouldBelieveOnlyTheGatewaysAddress() {
        Object address =
                map(map(service("gateway").get("networks")).get("edge")).get("ipv4_address");

        assertThat(address).isNotNull();
        ROUTES.getJsonObject("services")
                .fieldNames()
                .forEach(name -> assertThat(environment(name)).containsEntry("TRUSTED_PROXIES", (String) address));
    }

    @Test
    void shouldPublishNothingButTheGatewayAndTheMockProviders() {
        assertThat(SERVICES.keySet().stream().filter(name -> service(name).containsKey("ports")))
                .containsExactlyInAnyOrder("gateway", "mock-user", "mock-payment", "mock-communication");
    }

    @Test
    void shouldExplainEveryVariableInTheExample() {
        Set<String> used = new TreeSet<>();
        var variable = Pattern.compile("\\$\\{([A-Z_]+)").matcher(TEXT);
        while (variable.find()) {
            used.add(variable.group(1));
        }
        Set<String> explained = Repository.text(".env.example")
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(used);
    }

    private static Map<String, Object> service(String name) {
        return Objects.requireNonNull(SERVICES.get(name), name);
    }

    private static Map<String, String> environment(String service) {
        return map(service(service).getOrDefault("environment", Map.of()));
    }

    private static Map<String, String> dependencies(String service) {
        Map<String, Map<String, String>> all = map(service(service).getOrDefault("depends_on", Map.of()));
        return all.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Objects.requireNonNull(entry.getValue().get("condition"))));
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> map(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, V>) Objects.requireNonNull(value);
    }
}
