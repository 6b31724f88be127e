package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.local.deployment.Deployed;
import io.atrium.local.deployment.Repository;
import io.atrium.local.topology.Service;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an orchestrator promises to what it runs, by deploy/README.md. */
class WorkloadsTest {

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.kubernetes.Overlay#platforms")
    void shouldRunEveryServiceAndTheGatewayAndNothingElse(Overlay overlay) {
        Set<String> running =
                overlay.all("Deployment").stream().map(Overlay::name).collect(Collectors.toSet());

        assertThat(running)
                .isEqualTo(Stream.concat(Deployed.TOPOLOGY.services().stream().map(Service::name), Stream.of("gateway"))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void shouldProbeWhatRuns(Workload workload) {
        JsonNode container = workload.main();
        boolean gateway = workload.name().equals("gateway");

        assertThat(container.at("/startupProbe/httpGet/path").asText())
                .isEqualTo(gateway ? "/live" : "/q/health/started");
        assertThat(container.at("/livenessProbe/httpGet/path").asText())
                .isEqualTo(gateway ? "/live" : "/q/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText())
                .isEqualTo(gateway ? "/live" : "/q/health/ready");
        assertThat(container.findValuesAsText("path")).hasSize(3);
        Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .forEach(probe -> assertThat(
                                container.at("/" + probe + "/httpGet/port").asText())
                        .isEqualTo(gateway ? "probes" : "http"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldListenOnThePortOfTheTopology(Workload workload) {
        int port = Deployed.TOPOLOGY.services().stream()
                .filter(service -> service.name().equals(workload.name()))
                .findFirst()
                .orElseThrow()
                .port()
                .standard();
        JsonNode service = workload.overlay().one("Service", workload.name());

        assertThat(workload.main().at("/ports/0/containerPort").asInt()).isEqualTo(port);
        assertThat(workload.main().at("/ports/0/name").asText()).isEqualTo("http");
        assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(port);
        assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo("http");
        assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldHaveNoRightsThatItDoesNotNeed(Workload workload) {
        JsonNode pod = workload.pod();

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(workload.overlay()
                        .one("ServiceAccount", pod.path("serviceAccountName").asText())
                        .path("automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
        workload.containers().forEach(container -> {
            JsonNode rights = container.path("securityContext");
            assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(rights.at("/capabilities/add").isMissingNode()).isTrue();
            assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                    .contains("/tmp");
        });
        assertThat(pod.path("volumes").findValues("emptyDir")).isNotEmpty().allMatch(volume -> volume.has("sizeLimit"));
        assertThat(workload.podLabels().path("app.kubernetes.io/part-of").asText())
                .isEqualTo("atrium");
        assertThat(workload.podLabels().path("app.kubernetes.io/name").asText()).isEqualTo(workload.name());
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldHaveTwiceTheHeapAsMemoryAndTheUserOfTheImage(Workload workload) {
        List<String> heap = Repository.all("deploy/java/" + workload.name() + ".options", "-Xmx(\\d+)m");

        workload.containers().forEach(container -> {
            assertThat(container.at("/resources/limits/memory").asText())
                    .isEqualTo(2 * Integer.parseInt(heap.get(0)) + "Mi");
            assertThat(container.at("/resources/requests/memory")).isEqualTo(container.at("/resources/limits/memory"));
        });
        assertThat(Repository.text("deploy/Containerfile"))
                .contains("USER "
                        + workload.pod().at("/securityContext/runAsUser").asInt() + ":");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void shouldEndInOrder(Workload workload) {
        int before = secondsBeforeTheEnd(workload);

        assertThat(before).isGreaterThanOrEqualTo(15);
        assertThat(workload.pod().path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(before + 30);
        assertThat(Repository.text("deploy/gateway/start.sh")).contains(" valid=5s");
    }

    /** For so long requests are still taken: a service has a setting for it, nginx has none. */
    private static int secondsBeforeTheEnd(Workload workload) {
        String delay = workload.environment(workload.main()).getOrDefault("SHUTDOWN_DELAY", "0s");
        JsonNode sleep = workload.main().at("/lifecycle/preStop/sleep/seconds");
        return sleep.isMissingNode() ? Integer.parseInt(delay.substring(0, delay.length() - 1)) : sleep.asInt();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void shouldSurviveTheLossOfANode(Workload workload) {
        Overlay overlay = workload.overlay();
        JsonNode budget = overlay.one("PodDisruptionBudget", workload.name());
        JsonNode scaler = overlay.one("HorizontalPodAutoscaler", workload.name());
        String selector = "/spec/selector/matchLabels";

        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
        assertThat(budget.at(selector)).isEqualTo(workload.resource().at(selector));
        assertThat(scaler.at("/spec/minReplicas").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(scaler.at("/spec/scaleTargetRef/name").asText()).isEqualTo(workload.name());
        assertThat(workload.resource().at("/spec/replicas").isMissingNode()).isTrue();
        assertThat(workload.pod().path("topologySpreadConstraints").findValuesAsText("topologyKey"))
                .containsExactlyInAnyOrder("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(overlay.one("Service", workload.name()).at("/spec/selector"))
                .isEqualTo(workload.resource().at(selector));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldPinEveryImageAndRunTheOthersThatComposeRuns(Workload workload) {
        String pinned = Repository.text("docker-compose.yml") + Repository.text("deploy/gateway/Containerfile");

        workload.containers().map(container -> container.path("image").asText()).forEach(image -> {
            assertThat(image).matches("[a-z0-9./-]+:\\d+\\.\\d+[\\w.-]*");
            assertThat(image.contains("/atrium/")
                            || pinned.matches("(?s).*(image: |_IMAGE=)" + Pattern.quote(image) + "\n.*"))
                    .as(image)
                    .isTrue();
            assertThat(image).doesNotContain("mock");
        });
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void shouldRepeatAJobUntilItIsDone(Workload job) {
        assertThat(job.pod().path("restartPolicy").asText()).isEqualTo("OnFailure");
        assertThat(job.resource().at("/spec/backoffLimit").asInt()).isGreaterThanOrEqualTo(20);
        assertThat(job.resource().at("/spec/ttlSecondsAfterFinished").asInt()).isPositive();
    }

    @Test
    void shouldPutEverythingIntoOneNamespace() {
        assertThat(Overlay.platforms().flatMap(overlay -> overlay.resources().stream()))
                .allMatch(resource -> resource.path("kind").asText().equals("Namespace")
                        || resource.at("/metadata/namespace").asText().equals("atrium"));
        assertThat(Overlay.EXTERNAL
                        .one("Namespace", "atrium")
                        .at("/metadata/labels")
                        .toString())
                .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
    }

    static Stream<Workload> workloads() {
        return Overlay.platforms().flatMap(Overlay::workloads);
    }

    static Stream<Workload> deployments() {
        return workloads()
                .filter(workload -> workload.resource().path("kind").asText().equals("Deployment"));
    }

    static Stream<Workload> services() {
        return deployments().filter(workload -> !workload.name().equals("gateway"));
    }

    static Stream<Workload> jobs() {
        return workloads()
                .filter(workload -> workload.resource().path("kind").asText().equals("Job"));
    }
}
