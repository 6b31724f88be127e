package io.atrium.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atrium.kit.token.TokenConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {

    @ParameterizedTest
    @CsvSource({
        "0,PT24H,PT24H,PT48H,is from 1 to 1440",
        "1441,PT24H,PT24H,PT48H,is from 1 to 1440",
        "3000,PT72H,PT96H,PT48H,outlive revocations",
        "1440,PT24H,PT24H,PT48H,outlive the keys"
    })
    void shouldRefuseATokenThatOutlivesWhatItIsJudgedBy(
            int minutes, String longest, String retiring, String revocations, String reason) {
        assertThatIllegalStateException()
                .isThrownBy(() -> checked(minutes, longest, retiring, revocations))
                .withMessageContaining(reason)
                .withMessageContaining("ACCESS_TOKEN_EXPIRE_MINUTES");
    }

    @Test
    void shouldTakeALifetimeWithinAllOfThem() {
        assertThat(checked(1_400, "PT24H", "PT24H", "PT48H")).isEqualTo(Duration.ofMinutes(1_400));
    }

    private static Duration checked(int minutes, String longest, String retiring, String revocations) {
        Map<String, String> settings = new HashMap<>();
        settings.put("identity.access-token.expire-minutes", Integer.toString(minutes));
        settings.put("identity.access-token.revocations-kept-for", revocations);
        settings.put("identity.signing.retiring-for", retiring);
        settings.put("atrium.token.max-lifetime", longest);
        settings.put("atrium.token.service-key", "k".repeat(32));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(AccessTokenConfig.class)
                .withMapping(SigningConfig.class)
                .withMapping(TokenConfig.class)
                .withDefaultValues(settings)
                .build();
        return AccessTokens.checked(
                config.getConfigMapping(TokenConfig.class),
                config.getConfigMapping(AccessTokenConfig.class),
                config.getConfigMapping(SigningConfig.class));
    }
}
