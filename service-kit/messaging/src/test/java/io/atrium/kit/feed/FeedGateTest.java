package io.atrium.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedGateTest {

    @ParameterizedTest
    @CsvSource({
        "/q/health/ready,true",
        "/q/metrics,true",
        "/api/v1/health,true",
        "/docs/,true",
        "/openapi/identity-service,true",
        "/.well-known/jwks.json,true",
        "/api/v1/healthy,false",
        "/api/v1/users,false",
        "/api/v1/auth/login,false",
        "/internal/registrations/1,false",
        "/,false"
    })
    void shouldAdmitWhatNeedsNothingUntilTheFeedsAreRead(String path, boolean exempt) {
        AtomicBoolean read = new AtomicBoolean();
        FeedGate gate = new FeedGate(read::get);

        assertThat(gate.admits(path)).isEqualTo(exempt);
        read.set(true);
        assertThat(gate.admits(path)).isTrue();
    }
}
