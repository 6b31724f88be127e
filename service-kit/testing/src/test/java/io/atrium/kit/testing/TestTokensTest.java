package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestTokensTest {

    @Test
    void shouldCarryClaimsOfAccessTokens() {
        UUID user = UUID.randomUUID();
        UUID organization = UUID.randomUUID();

        String[] parts = TestTokens.user(user, organization, "ORG_ADMIN").split("\\.", -1);

        assertThat(parts).hasSize(3);
        assertThat(text(parts[0])).contains("\"typ\":\"at+jwt\"", "\"alg\":\"RS256\"", "\"kid\":\"test-key\"");
        assertThat(text(parts[1]))
                .contains("\"sub\":\"" + user, "\"org\":\"" + organization, "\"groups\":[\"ORG_ADMIN\"]")
                .contains("\"iss\":\"http://localhost:8000\"", "\"aud\":\"atrium\"", "\"ver\":0")
                .contains("\"sid\":", "\"jti\":", "\"iat\":", "\"exp\":");
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
