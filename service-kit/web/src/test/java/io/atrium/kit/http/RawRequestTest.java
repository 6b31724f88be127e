package io.atrium.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.wire.Refusal;
import io.atrium.kit.wire.testing.RawRequest;
import io.atrium.kit.wire.testing.RawRequestCheck;
import io.atrium.kit.wire.testing.RawRequests;
import io.atrium.kit.wire.testing.Target;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class RawRequestTest {

    @TestHTTPResource
    URL root;

    static List<RawRequest> rows() {
        return RawRequests.forTarget(Target.SERVICE);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldTakeWhatTheTableTakesAndNothingElse(RawRequest row) throws Exception {
        RawRequestCheck.ofService(root.getPort(), "/api/v1/probe/request").check(row);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void shouldRefuseInTheServicesOwnVocabulary(Refusal refusal) {
        ErrorCode code = ErrorCode.valueOf(refusal.name());

        assertThat(refusal.status()).isEqualTo(code.status());
        assertThat(refusal.title()).isEqualTo(code.title());
        assertThat(refusal.type()).isEqualTo(code.type());
    }

    @Test
    void shouldHaveAtLeastSixtyRows() {
        assertThat(rows()).hasSizeGreaterThan(60);
    }
}
