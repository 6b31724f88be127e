package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedSecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "atr_AZwTY0nAcmuSp03kUua0OBxqfU3Tz0Y5b1r8mWq2vHc",
                "AZwTY0nAcmuSp03kUua0OBxqfU3Tz0Y5b1r8mWq2vHc7nKdLs4Xo9eRJgPiTyUAz",
                "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "ada@example.com",
                "account-01a22219-e558-7c90-a3be-318903efb3f7",
                Tenant.PASSWORD,
                SuiteSettings.SECRET_KEY
            })
    void shouldRecognizeASecretInALine(String secret) {
        assertThat(LoggedSecrets.in("13:00:00.000 WARN  [io.at.x] Refused \"" + secret + "\", again in 2 s"))
                .isPresent();
    }

    @Test
    void shouldTakeNothingElseForOne() {
        assertThat(
                        LoggedSecrets.in(
                                "13:29:45.668 INFO  [io.quarkus]  integration-service 0.1.0-SNAPSHOT on JVM started in"
                                        + " 6.296s. Listening on: http://127.0.0.1:8085, request 8400b98dbe6a0e24563a8735ee580268 of"
                                        + " 01a22256-e0ae-7e11-a7b4-4a479460ce24 at java.lang.Object@1b2c3d4e"
                                        + " /api/v1/integrations/01a2226d-a74e-7be2-9252-57f1070756cc/secret in /home/user/Data/atrium"))
                .isEmpty();
    }
}
