package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.topology.Provider;
import io.atrium.local.topology.RouteRow;
import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The defaults that services and the kit bring with them, against the topology. */
class ServiceSettingsTest {

    private static final Topology TOPOLOGY = Deployed.TOPOLOGY;
    private static final Pattern ADDRESS = Pattern.compile("\\$\\{atrium\\.services\\.([a-z-]+)\\}");

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldNameEachServiceItsPortAndItsDatabase(Service service) {
        Properties settings = Repository.settings(service.name());

        assertThat(settings.getProperty("quarkus.application.name")).isEqualTo(service.name());
        assertThat(settings.getProperty("quarkus.http.port"))
                .isEqualTo("${PORT:" + service.port().standard() + "}");
        assertThat(Optional.ofNullable(settings.getProperty("atrium.database.name")))
                .isEqualTo(service.database());
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldCallTheServicesOfTheTopologyAlone(Service service) {
        Set<String> called = Repository.settings(service.name()).values().stream()
                .map(value -> ADDRESS.matcher((String) value))
                .flatMap(found -> found.results().map((MatchResult address) -> address.group(1)))
                .collect(Collectors.toSet());

        assertThat(called)
                .isEqualTo(TOPOLOGY.services().stream()
                        .filter(other -> service.calls().contains(other.name()))
                        .map(Deployed::shortName)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldCallTheProvidersOfTheTopologyAlone(Service service) {
        for (Provider provider : TOPOLOGY.providers()) {
            String address = local(provider.addressVariable(), provider.port().standard());
            assertThat(Repository.settings(service.name()).containsValue(address))
                    .as(address)
                    .isEqualTo(service.providers().contains(provider.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldConsumeTheTopicsOfTheTopologyAlone(Service service) {
        Properties settings = Repository.settings(service.name());

        assertThat(settings.stringPropertyNames().stream()
                        .filter(key -> key.matches("mp\\.messaging\\.incoming\\..+\\.topic"))
                        .map(settings::getProperty))
                .containsExactlyInAnyOrderElementsOf(service.consumes());
    }

    @Test
    void shouldFindEveryServiceByDefault() {
        Properties kit =
                Repository.properties("service-kit/web/src/main/resources/META-INF/microprofile-config.properties");
        Map<String, String> addresses = kit.stringPropertyNames().stream()
                .filter(key -> key.startsWith("atrium.services."))
                .collect(Collectors.toMap(key -> key.substring("atrium.services.".length()), kit::getProperty));

        assertThat(addresses)
                .isEqualTo(TOPOLOGY.services().stream()
                        .collect(Collectors.toMap(
                                Deployed::shortName,
                                service -> local(
                                        service.addressVariable(),
                                        service.port().standard()))));
        assertThat(kit.getProperty("atrium.token.issuer"))
                .isEqualTo(local("ATRIUM_ISSUER", TOPOLOGY.gateway().standard()));
    }

    @ParameterizedTest
    @CsvSource({
        "service-kit/data/src/main/resources/META-INF/microprofile-config.properties, ${DATABASE_PORT:%d}",
        "service-kit/data/src/main/java/io/atrium/kit/migration/MigrateCommand.java, '\"DATABASE_PORT\", \"%d\"'"
    })
    void shouldFindPostgresByDefault(String file, String setting) {
        assertThat(Repository.text(file))
                .contains(setting.formatted(TOPOLOGY.postgres().standard()));
    }

    @ParameterizedTest
    @CsvSource({
        "service-kit/messaging/src/main/resources/META-INF/microprofile-config.properties, ${KAFKA_BOOTSTRAP_SERVERS:localhost:%d}",
        "webhook-gateway/src/main/resources/application.properties, ${KAFKA_BOOTSTRAP_SERVERS:localhost:%d}",
        "deploy/kafka/create-topics.sh, ${KAFKA_BOOTSTRAP_SERVERS:-localhost:%d}"
    })
    void shouldFindKafkaByDefault(String file, String setting) {
        assertThat(Repository.text(file))
                .contains(setting.formatted(TOPOLOGY.kafka().standard()));
    }

    @Test
    void shouldServeEachMockProviderOnItsPortByDefault() {
        String config = "mock-services/src/main/java/io/atrium/mock/provider/MockConfig.java";
        List<String> ports = TOPOLOGY.providers().stream()
                .map(provider -> Integer.toString(provider.port().standard()))
                .toList();

        assertThat(Repository.all(config, "@WithDefault\\(\"(\\d+)\"\\)\\s+int port\\(\\)"))
                .isEqualTo(ports);
        assertThat(Repository.words(config, "@WithDefault\\(\"([a-z,]+)\"\\)\\s+Set<Provider> providers\\(\\)"))
                .isEqualTo(TOPOLOGY.providers().stream().map(Provider::name).toList());
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldDocumentEachServiceAtThePublicAddress(Service service) {
        String path = "/openapi/" + service.name();

        assertThat(Repository.settings("webhook-gateway").getProperty("quarkus.swagger-ui.urls." + service.name()))
                .isEqualTo(path);
        assertThat(TOPOLOGY.routes().stream().filter(route -> route.path().equals(path)))
                .singleElement()
                .extracting(RouteRow::service)
                .isEqualTo(service.name());
    }

    private static String local(String variable, int port) {
        return "${" + variable + ":http://localhost:" + port + "}";
    }
}
