package io.atrium.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTypeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "\"text\"",
                "{\"id\": \"no-uuid\", \"status\": \"ACTIVE\"}",
                "{\"id\": \"01970000-0000-7000-8000-000000000001\"}",
                "{\"id\": \"01970000-0000-7000-8000-000000000001\", \"status\": \"UNHEARD_OF\"}"
            })
    void shouldRefuseWhatHasAnotherForm(String data) throws Exception {
        JsonNode json = JSON.readTree(data);

        assertThatThrownBy(() -> OrganizationState.MESSAGE.read(json))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("io.atrium.organization.state");
    }

    @Test
    void shouldNotRepeatAValueInItsError() throws Exception {
        JsonNode json = JSON.readTree("{\"id\": \"01970000-0000-7000-8000-000000000001\", \"status\": \"a-secret\"}");

        assertThatThrownBy(() -> OrganizationState.MESSAGE.read(json)).hasMessageNotContaining("a-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"a@person.example\", \"id\": \"01970000-0000-7000-8000-000000000001\"}",
                "{\"id\": \"a@person.example\"}",
                "{\"id\": \"01970000-0000-7000-8000-000000000001\", \"expires_at\": \"a@person.example\"}",
                "{\"id\": \"01970000-0000-7000-8000-000000000001\", \"min_version\": \"a@person.example\"}"
            })
    void shouldNotRepeatAnAddressInItsError(String data) throws Exception {
        JsonNode json = JSON.readTree(data);

        assertThatThrownBy(() -> Revocation.MESSAGE.read(json))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageNotContaining("person.example");
    }

    @Test
    void shouldNameTheDimensionsOfAFact() {
        UUID organization = UUID.randomUUID();

        UsageFact fact = UsageFact.of(organization, UsageMetric.WEBHOOK_EVENTS, 2, "payment", "DEAD");

        assertThat(fact.dimensions()).containsEntry("source", "payment").containsEntry("state", "DEAD");
        assertThatThrownBy(() -> UsageFact.of(organization, UsageMetric.WEBHOOK_EVENTS, 2, "payment"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(UsageMetric.class)
    void shouldHaveDimensionsInTheOrderOfAReaderThatDoesNotKnowTheMetric(UsageMetric metric) {
        assertThat(metric.dimensions()).isSorted();
        assertThat(UsageMetric.named(metric.text())).contains(metric);
    }

    @Test
    void shouldListTheSchemesWhenThereIsNoneOfAName() {
        assertThatThrownBy(() -> SignatureScheme.of("md5"))
                .hasMessage("must be one of standard-webhooks, generic-hmac, github, stripe, slack, shopify, twilio");
    }

    @Test
    void shouldDocumentEveryScheme() {
        Schema documented = SignatureScheme.class.getAnnotation(Schema.class);

        assertThat(documented.enumeration())
                .containsExactly(Arrays.stream(SignatureScheme.values())
                        .map(SignatureScheme::text)
                        .toArray(String[]::new));
    }
}
