package io.atrium.tenant.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.kit.testing.HostileText;
import io.atrium.tenant.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.IDN;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of an organization, at every door through which they come. */
@QuarkusTest
class TextTest {
    private static final String ME = "/api/v1/organizations/me";

    /** Where the names of an organization are given. */
    enum Door {
        RESERVE,
        CREATE,
        REPLACE,
        PATCH
    }

    @Inject
    Api api;

    @ParameterizedTest
    @EnumSource
    void shouldNameTheFieldOfAHostileText(Door door) {
        // Given
        List<String> wrong = new ArrayList<>();
        UUID organization = api.active();

        // When
        for (String field : List.of("name", "domain", "subdomain")) {
            String good = Api.names(UUID.randomUUID()).getOrDefault(field, "");
            HostileText.of(good).forEach((what, text) -> {
                Response answer = send(door, organization, Map.of(field, text));
                boolean named = answer.statusCode() == 422
                        && field.equals(answer.jsonPath().getString("errors[0].field"));
                if (!named) {
                    wrong.add(field + ", " + what + ": " + answer.statusCode() + " " + answer.asString());
                }
            });
        }

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldKeepOrRefuseTextInSettings() {
        UUID organization = api.active();

        HostileText.of("dark").forEach((what, text) -> {
            Response answer = api.as(organization, "ORG_ADMIN")
                    .body(HostileText.json(Map.of("settings", Map.of("theme", text))))
                    .patch(ME);

            assertThat(answer.statusCode()).as(what).isIn(200, 422);
            if (answer.statusCode() == 200) {
                assertThat(answer.jsonPath().getString("settings.theme")).isEqualTo(text);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeSpellingsOfADomainForOneClaim(Door first) {
        // Given
        String domain = "b\u00fccher-" + UUID.randomUUID() + ".example";
        String ascii = IDN.toASCII(domain);
        UUID holder = api.active();

        // When
        assertThat(send(first, holder, Map.of("domain", domain)).statusCode()).isIn(200, 201);

        // Then
        UUID other = api.active();
        for (String spelling : List.of(
                domain,
                ascii,
                ascii.toUpperCase(Locale.ROOT),
                domain.replace("\u00fc", "u\u0308"),
                domain.replace('.', '\u3002'),
                " B\u00dc" + domain.substring(2) + ". ")) {
            for (Door door : Door.values()) {
                Response answer = send(door, other, Map.of("domain", spelling));
                assertThat(answer.statusCode()).as("%s %s", door, spelling).isEqualTo(409);
                assertThat(answer.jsonPath().getString("code")).isEqualTo("DOMAIN_TAKEN");
            }
        }
    }

    @Test
    void shouldKeepItsOwnDomainInAnotherSpelling() {
        UUID organization = api.active();
        String domain = "b\u00fccher-" + organization + ".example";
        String ascii = IDN.toASCII(domain);

        for (String spelling : List.of(domain, ascii)) {
            api.as(organization, "ORG_ADMIN")
                    .body(HostileText.json(Map.of("domain", spelling)))
                    .patch(ME)
                    .then()
                    .statusCode(200)
                    .body("domain", equalTo(ascii));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u682a\u5f0f\u4f1a\u793e\u30a2\u30c8\u30ea\u30a6\u30e0",
                "M\u00fcller & S\u00f6hne GmbH",
                "\u0645\u0624\u0633\u0633\u0629 \u0627\u0644\u0646\u0648\u0631",
                "\u05d1\u05d9\u05ea \u05e1\u05e4\u05e8",
                "\u0915\u094d\u200d\u0937 \u0928\u093f\u0917\u092e",
                "\ud842\udfb7\u91ce\u5bb6",
                "O\u2019Reilly \u2013 Media, Inc.",
                "Caf\u00e9 \u2615"
            })
    void shouldReadANameBackAsItWasGiven(String name) {
        for (Door door : Door.values()) {
            Response answer = send(door, api.active(), Map.of("name", name));

            assertThat(answer.statusCode()).as("%s", door).isIn(200, 201);
            assertThat(answer.jsonPath().getString("name")).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeTheSpellingsOfANameOne(Door door) {
        Response answer = send(door, api.active(), Map.of("name", "\u00a0Cafe\u0301 \u2003 Noir\u3000"));

        assertThat(answer.statusCode()).isIn(200, 201);
        assertThat(answer.jsonPath().getString("name")).isEqualTo("Caf\u00e9 Noir");
    }

    /** Gives the names through the door; the others, where it wants all, are good and free. */
    private Response send(Door door, UUID organization, Map<String, String> given) {
        UUID fresh = UUID.randomUUID();
        Map<String, Object> all = new HashMap<>(Api.names(fresh));
        all.putAll(given);
        return switch (door) {
            case RESERVE -> api.service().body(HostileText.json(all)).post("/internal/organizations");
            case CREATE -> {
                all.remove("id");
                yield api.operator().body(HostileText.json(all)).post("/api/v1/organizations");
            }
            case REPLACE -> {
                all.remove("id");
                all.put("settings", Map.of());
                yield api.as(organization, "ORG_ADMIN")
                        .body(HostileText.json(all))
                        .put(ME);
            }
            case PATCH ->
                api.as(organization, "ORG_ADMIN").body(HostileText.json(given)).patch(ME);
        };
    }
}
