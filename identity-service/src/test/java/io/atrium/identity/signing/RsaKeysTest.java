package io.atrium.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atrium.contracts.SigningKeyState.Status;
import io.atrium.kit.secrets.SecretBox;
import io.atrium.kit.secrets.SecretKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RsaKeysTest {

    private static final String EARLIER = "an earlier key 0123456789 0123456789";
    private static final String CURRENT = "the current key 0123456789 0123456789";

    private final SigningKeyRow row = row(RsaKeys.generate(box(EARLIER, List.of())));

    @Test
    void shouldOpenAndSealAnewAKeyThatIsSealedUnderAnEarlierSecret() {
        SecretBox rotated = box(CURRENT, List.of(EARLIER));

        String resealed = RsaKeys.reseal(row, rotated);

        SigningKeyRow renewed =
                new SigningKeyRow(row.kid(), row.status(), row.publicJwk(), resealed, row.age(), row.age());
        assertThat(RsaKeys.open(renewed, box(CURRENT, List.of()))).isEqualTo(RsaKeys.open(row, rotated));
        assertThat(resealed).hasSameSizeAs(row.sealedKey());
    }

    @Test
    void shouldNameTheSettingWithoutTheEarlierSecret() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RsaKeys.open(row, box(CURRENT, List.of())))
                .withMessageContaining(row.kid())
                .withMessageContaining("SECRET_KEY_PREVIOUS");
    }

    private static SecretBox box(String current, List<String> earlier) {
        return SecretBox.of(SecretKeys.of("SECRET_KEY", current, earlier));
    }

    private static SigningKeyRow row(RsaKeys.Generated key) {
        return new SigningKeyRow(key.kid(), Status.ACTIVE, key.publicJwk(), key.sealedKey(), Duration.ZERO, null);
    }
}
