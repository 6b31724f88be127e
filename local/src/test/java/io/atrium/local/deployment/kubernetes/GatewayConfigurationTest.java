package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.local.deployment.Deployed;
import io.atrium.local.deployment.Repository;
import io.atrium.local.topology.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway's files in Kubernetes, and what stands in front of it: the routes of topology.json are the only table. */
class GatewayConfigurationTest {

    private static final String UPSTREAMS = "deploy/kubernetes/base/upstreams.conf";

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.kubernetes.Overlay#platforms")
    void shouldRunNginxOnTheFilesOfEveryDeployment(Overlay overlay) {
        Workload gateway = overlay.workload("gateway");
        Map<String, String> files = gateway.mountedMaps().stream()
                .flatMap(name -> overlay.one("ConfigMap", name).path("data").properties().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().asText()));

        assertThat(files.keySet()).isEqualTo(Set.of("start.sh", "nginx.conf", "problem.conf", "upstreams.conf"));
        for (String name : List.of("start.sh", "nginx.conf", "problem.conf")) {
            assertThat(files).containsEntry(name, Repository.text("deploy/gateway/" + name));
        }
        assertThat(files).containsEntry("upstreams.conf", Repository.text(UPSTREAMS));
        assertThat(gateway.main().path("command").toString()).isEqualTo("[\"/bin/sh\",\"/etc/atrium/start.sh\"]");
        assertThat(gateway.main().findValuesAsText("mountPath")).contains("/etc/atrium");
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.kubernetes.Overlay#platforms")
    void shouldSetWhatTheStartOfNginxReads(Overlay overlay) {
        Workload gateway = overlay.workload("gateway");

        Map<String, String> environment = gateway.environment(gateway.main());

        assertThat(environment).containsOnlyKeys("PUBLIC_URL", "GATEWAY_TRUSTED_PROXIES");
        assertThat(Repository.all("deploy/gateway/start.sh", "\\$\\{([A-Z_]+):-"))
                .containsAll(environment.keySet());
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.kubernetes.Overlay#platforms")
    void shouldForwardToEveryServiceByItsFullName(Overlay overlay) {
        String namespace =
                overlay.one("Service", "gateway").at("/metadata/namespace").asText();

        assertThat(Repository.all(UPSTREAMS, "\n    server (\\S+) resolve max_fails=0;"))
                .isEqualTo(Deployed.TOPOLOGY.services().stream()
                        .map(service -> service.name() + "." + namespace + ".svc.cluster.local:"
                                + service.port().standard())
                        .toList());
        assertThat(Repository.all(UPSTREAMS, "\nupstream (\\S+) \\{"))
                .isEqualTo(
                        Deployed.TOPOLOGY.services().stream().map(Service::name).toList());
    }

    @Test
    void shouldListenWhereTheTopologySays() {
        Workload gateway = Overlay.EXTERNAL.workload("gateway");
        int port = Deployed.TOPOLOGY.gateway().standard();

        assertThat(gateway.main().at("/ports/0/containerPort").asInt()).isEqualTo(port);
        assertThat(Overlay.EXTERNAL
                        .one("Service", "gateway")
                        .at("/spec/ports/0/port")
                        .asInt())
                .isEqualTo(port);
        assertThat(Repository.text("deploy/gateway/nginx.conf"))
                .contains(
                        "listen " + gateway.main().at("/ports/1/containerPort").asInt() + ";");
    }

    @Test
    void shouldSendEverythingToTheGateway() {
        ObjectNode route = Overlay.EDGE.all("HTTPRoute").get(0);
        JsonNode rules = route.at("/spec/rules");

        assertThat(rules).hasSize(1);
        assertThat(rules.at("/0/matches").toString())
                .isEqualTo("[{\"path\":{\"type\":\"PathPrefix\",\"value\":\"/\"}}]");
        assertThat(rules.at("/0/backendRefs").toString()).isEqualTo("[{\"name\":\"gateway\",\"port\":8000}]");
        assertThat(Repository.text("service-kit/web/src/main/java/io/atrium/kit/http/SecurityHeaders.java"))
                .contains(rules.at("/0/filters/0/responseHeaderModifier/set/0/value")
                        .asText());
    }
}
