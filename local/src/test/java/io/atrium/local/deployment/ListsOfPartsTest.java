package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.topology.Port;
import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything else that lists services and ports, against the topology. */
class ListsOfPartsTest {

    private static final Topology TOPOLOGY = Deployed.TOPOLOGY;

    @Test
    void shouldBuildEveryServiceAndDeployEveryOneThatIsBuilt() {
        Set<String> applications = Repository.all("pom.xml", "<module>(\\S+)</module>").stream()
                .filter(module ->
                        Files.exists(Repository.file(module).resolve("src/main/resources/application.properties")))
                .collect(Collectors.toSet());

        assertThat(applications).isEqualTo(Deployed.modules().collect(Collectors.toSet()));
    }

    @Test
    void shouldExposeEveryPortInTheImages() {
        List<String> ports = Stream.concat(
                        TOPOLOGY.services().stream().map(service -> service.port()),
                        TOPOLOGY.providers().stream().map(provider -> provider.port()))
                .map(port -> Integer.toString(port.standard()))
                .toList();

        assertThat(Repository.words("deploy/Containerfile", "\nEXPOSE (.+)\n")).isEqualTo(ports);
    }

    /** Maven reads the pom of every module, also of those that no image is built from. */
    @Test
    void shouldSendEveryModuleToTheBuilderOfImages() {
        List<String> sent = Repository.all(".dockerignore", "\n!(\\S+)");

        assertThat(Repository.all("pom.xml", "<module>(\\S+)</module>"))
                .allMatch(module -> sent.contains(module)
                        || sent.contains(module + "/pom.xml")
                        || sent.contains(module.replaceAll("/.*", "")));
    }

    @Test
    void shouldForwardToEveryService() {
        String conf = "deploy/gateway/upstreams.conf";

        assertThat(Repository.all(conf, "\n    server (\\S+) resolve")).isEqualTo(addresses());
        assertThat(Repository.all(conf, "\nupstream (\\S+) \\{"))
                .isEqualTo(TOPOLOGY.services().stream().map(Service::name).toList());
    }

    @Test
    void shouldScrapeEveryServiceAndProvider() {
        Map<String, String> scraped = new TreeMap<>();
        Pattern.compile("- targets: \\[(.+)\\]\\s+labels: \\{service: (\\S+)\\}")
                .matcher(Repository.text("deploy/prometheus/prometheus.yml"))
                .results()
                .forEach(group -> Arrays.stream(group.group(1).replace("\"", "").split(", "))
                        .forEach(target -> scraped.put(target, group.group(2))));

        Map<String, String> expected = new TreeMap<>();
        TOPOLOGY.services().forEach(service -> expected.put(address(service), service.name()));
        TOPOLOGY.providers()
                .forEach(provider -> expected.put(
                        "mock-" + provider.name() + ":" + provider.port().standard(), "mock-services"));
        assertThat(scraped).isEqualTo(expected);
    }

    @Test
    void shouldBuildEveryServiceByTheLauncher() {
        assertThat(Repository.words("atrium", "\nservices=\"(.+)\""))
                .isEqualTo(TOPOLOGY.services().stream().map(Service::name).toList());
        assertThat(Repository.words("atrium", "\ndatabases=\"(.+)\""))
                .isEqualTo(TOPOLOGY.services().stream()
                        .filter(service -> service.database().isPresent())
                        .map(Service::name)
                        .toList());
    }

    @Test
    void shouldTellEveryPortInTheLaunchersHelp() {
        Map<String, Integer> told = Pattern.compile("(ATRIUM_\\w+_PORT) +\\[(\\d+)\\]")
                .matcher(Repository.text("atrium"))
                .results()
                .collect(
                        Collectors.toMap((MatchResult port) -> port.group(1), port -> Integer.parseInt(port.group(2))));

        assertThat(told).isEqualTo(TOPOLOGY.ports().stream().collect(Collectors.toMap(Port::variable, Port::standard)));
    }

    @Test
    void shouldShowEveryPortInTheDocumentation() {
        String readme = Repository.text("README.md");
        String providers = TOPOLOGY.providers().stream()
                .map(provider -> Integer.toString(provider.port().standard()))
                .collect(Collectors.joining(", "));

        assertThat(readme).contains("\n| gateway | " + TOPOLOGY.gateway().standard() + " |");
        assertThat(readme).contains("\n| [mock-services](mock-services) | " + providers + " |");
        for (Service service : TOPOLOGY.services()) {
            int port = service.port().standard();
            assertThat(readme).contains("\n| [%s](%s) | %d |".formatted(service.name(), service.name(), port));
            for (String file : List.of("README.md", "docs/architecture.md")) {
                assertThat(Repository.text(file)).as(file).contains(Deployed.shortName(service) + " :" + port);
            }
        }
    }

    private static List<String> addresses() {
        return TOPOLOGY.services().stream().map(ListsOfPartsTest::address).toList();
    }

    private static String address(Service service) {
        return service.name() + ":" + service.port().standard();
    }
}
