package io.atrium.integration.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.integration.Api;
import io.atrium.integration.Sql;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many integrations an organization may have. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class IntegrationLimitTest {

    private static final String PATH = "/api/v1/integrations/";
    private static final int MOST = 100;
    private static final int ROOM = 2;

    @Test
    void shouldAddAsManyAsAnOrganizationMayHaveWhenManyAreAddedAtTheSameTime() {
        // Given
        UUID organization = TestOrganizations.active();
        int first = Api.provisioned(organization).getList("items").size();
        IntStream.range(first, MOST - ROOM)
                .forEach(number -> create(organization, number).then().statusCode(201));

        // When
        List<CompletableFuture<Response>> sent = IntStream.range(MOST, MOST + 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> create(organization, number)))
                .toList();
        List<Response> replies = sent.stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(replies).filteredOn(reply -> reply.statusCode() == 201).hasSize(ROOM);
        assertThat(replies)
                .filteredOn(reply -> reply.statusCode() != 201)
                .allSatisfy(reply -> reply.then().statusCode(409).body("code", equalTo("CONFLICT")));
        assertThat(Sql.count("SELECT count(*) FROM integration WHERE organization_id = ?", organization))
                .isEqualTo(MOST);
        create(TestOrganizations.active(), 1).then().statusCode(201);
    }

    private static Response create(UUID organization, int number) {
        return Api.admin(organization)
                .body(Map.of("name", "Tool " + number, "webhook", Map.of("source", "tool-" + number)))
                .post(PATH);
    }
}
