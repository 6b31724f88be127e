package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.topology.Service;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every container of docker-compose.yml has in common. */
class ComposeTest {

    @Test
    void shouldPinEveryImage() {
        Compose.CONTAINERS
                .keySet()
                .forEach(name -> assertThat(Compose.image(name))
                        .as(name)
                        .matches("(docker\\.io/\\S+:\\d+\\.\\d+\\S*|atrium/\\S+:\\$\\{ATRIUM_VERSION:-local\\})"));
    }

    /** Two that build one tag at the same time fail: the second finds it there already. */
    @Test
    void shouldBuildEachImageByOneServiceAlone() {
        List<String> built = Compose.CONTAINERS.keySet().stream()
                .filter(name -> Compose.container(name).containsKey("build"))
                .map(Compose::image)
                .toList();
        Set<String> used = Compose.CONTAINERS.keySet().stream()
                .filter(Compose::isBuiltHere)
                .map(Compose::image)
                .collect(Collectors.toSet());

        assertThat(built).containsExactlyInAnyOrderElementsOf(used);
        Compose.CONTAINERS.forEach((name, container) -> {
            if (Compose.isBuiltHere(name) && !container.containsKey("build")) {
                assertThat(container).as(name).containsEntry("pull_policy", "never");
            }
        });
    }

    @Test
    void shouldBuildEveryServiceFromTheOneContainerfile() {
        Compose.CONTAINERS.keySet().stream()
                .filter(name -> Compose.isOurs(name) && Compose.container(name).containsKey("build"))
                .forEach(name -> {
                    var build = Compose.<Object>map(Compose.container(name).get("build"));
                    assertThat(build)
                            .as(name)
                            .containsEntry("context", ".")
                            .containsEntry("dockerfile", "deploy/Containerfile");
                    assertThat(Compose.map(build.get("args"))).as(name).containsEntry("SERVICE", Compose.module(name));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/Containerfile",
                "deploy/gateway/Containerfile",
                "deploy/postgres/Containerfile",
                "deploy/prometheus/Containerfile"
            })
    void shouldPinEveryBaseImageAsABuildArgument(String file) {
        List<String> bases = Repository.all(file, "ARG \\w+_IMAGE=(\\S+)");

        assertThat(bases).isNotEmpty().allMatch(base -> base.matches("docker\\.io/\\S+:v?\\d+\\.\\d+\\S*"));
        assertThat(Repository.all(file, "\nFROM (\\S+)")).allMatch(from -> from.startsWith("${"));
    }

    @Test
    void shouldUseTheServersImageForTheStepThatMakesDatabases() {
        assertThat(Repository.text("deploy/postgres/Containerfile"))
                .contains("ARG POSTGRES_IMAGE=" + Compose.image("postgres") + "\n");
    }

    /** Whoever runs in a container may not be able to read the checkout, and another machine has none. */
    @Test
    void shouldMountNothingOfTheCheckout() {
        Compose.CONTAINERS
                .keySet()
                .forEach(name -> assertThat(Compose.mounts(name))
                        .as(name)
                        .noneMatch(mount -> mount.matches("[./~].*") || mount.contains("type=bind")));
    }

    @Test
    void shouldLimitTheMemoryOfEverything() {
        Compose.CONTAINERS.forEach((name, container) ->
                assertThat(String.valueOf(container.get("mem_limit"))).as(name).matches("\\d+[mg]"));
    }

    /** Podman's interface does not know it, and Docker's only from Engine 25 on. */
    @Test
    void shouldWantNoHealthCheckThatOlderEnginesRefuse() {
        assertThat(Compose.TEXT).doesNotContain("start_interval");
    }

    @Test
    void shouldHaveTwiceTheHeapAsMemoryLimitOfEveryServiceOfOurs() {
        Compose.running().forEach(name -> {
            String flags = Repository.text("deploy/java/" + Compose.module(name) + ".options");
            String limit = String.valueOf(Compose.container(name).get("mem_limit"));
            assertThat(megabytes("-Xmx(\\d+)m", flags) * 2).as(name).isLessThanOrEqualTo(megabytes("(\\d+)m", limit));
        });
    }

    @Test
    void shouldHaveFlagsAndHeapsInOnePlaceOnly() {
        String containerfile = Repository.text("deploy/Containerfile");

        assertThat(containerfile)
                .contains("deploy/java/common.options deploy/java/${SERVICE}.options")
                .contains("ENV JDK_JAVA_OPTIONS=\"@/app/java.options\"");
        assertThat(containerfile.lines().filter(line -> !line.startsWith("#"))).noneMatch(line -> line.contains("-X"));
        assertThat(Compose.TEXT.replace("KAFKA_HEAP_OPTS: -Xms256m -Xmx512m", ""))
                .doesNotContain("-Xm", "JAVA_OPTIONS");
        assertThat(Repository.text(".dockerignore")).contains("!deploy/java");
    }

    /** A collector of somebody else's wants a protocol and headers too. */
    @Test
    void shouldTellEveryServiceWhereTracesGo() {
        Deployed.TOPOLOGY
                .services()
                .forEach(service -> assertThat(Compose.environment(service.name()))
                        .as(service.name())
                        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "${OTEL_EXPORTER_OTLP_ENDPOINT:-}")
                        .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "${OTEL_EXPORTER_OTLP_PROTOCOL:-http/protobuf}")
                        .containsEntry("OTEL_EXPORTER_OTLP_HEADERS", "${OTEL_EXPORTER_OTLP_HEADERS:-}")
                        .containsEntry("OTEL_TRACES_SAMPLER_ARG", "${OTEL_TRACES_SAMPLER_ARG:-1.0}"));
    }

    @Test
    void shouldGiveTheOwnersPasswordToNobodyElse() {
        Compose.CONTAINERS.keySet().stream()
                .filter(name -> !name.equals("databases") && !name.endsWith("-migrate"))
                .forEach(name -> assertThat(Compose.environment(name).toString())
                        .as(name)
                        .doesNotContain("OWNER"));
    }

    @Test
    void shouldGiveTheKeyOfWebhookSecretsToTwoServicesOnly() {
        assertThat(Compose.CONTAINERS.keySet().stream()
                        .filter(name -> Compose.environment(name).containsKey("WEBHOOK_SOURCE_KEY")))
                .containsExactlyInAnyOrder("webhook-gateway", "integration-service");
    }

    @Test
    void shouldProbeEverythingThatKeepsRunning() {
        Compose.CONTAINERS.forEach((name, container) -> {
            if (!Compose.isOneShot(name)) {
                assertThat(container).as(name).containsKey("healthcheck").containsEntry("restart", "unless-stopped");
            }
        });
    }

    @Test
    void shouldBelieveOnlyTheGatewaysAddress() {
        var networks = Compose.<Object>map(Compose.container("gateway").get("networks"));
        Object address = Compose.<Object>map(networks.get("edge")).get("ipv4_address");

        assertThat(address).isNotNull();
        Deployed.TOPOLOGY.services().stream()
                .map(Service::name)
                .forEach(name ->
                        assertThat(Compose.environment(name)).containsEntry("TRUSTED_PROXIES", (String) address));
    }

    @Test
    void shouldExplainEveryVariableInTheExample() {
        Set<String> used = new TreeSet<>(Repository.all("docker-compose.yml", "\\$\\{([A-Z_]+)"));
        Set<String> explained = Repository.text(".env.example")
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(used);
    }

    private static int megabytes(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
