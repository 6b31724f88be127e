package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestTokensTest {

    private final UUID organization = UUID.randomUUID();
    private final RequestTokens tokens = new RequestTokens();

    @Test
    void shouldGiveATokenOutForAFewRequests() {
        Set<String> given = new HashSet<>();

        for (int request = 1; request <= 26; request++) {
            given.add(tokens.token(organization, "USER"));
        }

        assertThat(given).hasSize(2);
    }

    @Test
    void shouldKeepRolesAndOrganizationsApart() {
        String user = tokens.token(organization, "USER");

        assertThat(tokens.token(organization, "VIEWER")).isNotEqualTo(user);
        assertThat(tokens.token(UUID.randomUUID(), "USER")).isNotEqualTo(user);
        assertThat(tokens.token(organization, "USER")).isEqualTo(user);
    }
}
