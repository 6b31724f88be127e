package io.atrium.identity.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistrationServiceTest {

    @ParameterizedTest
    @EnumSource(names = {"EMAIL_TAKEN", "CONFLICT", "PASSWORD_REFUSED"})
    void shouldReleaseTheOrganizationOfARefusedRegistration(ErrorCode code) {
        assertThat(RegistrationService.isCertain(new ProblemException(code, "refused")))
                .isTrue();
    }

    /** A connection that is lost during COMMIT is the same problem as one that is lost before. */
    @ParameterizedTest
    @EnumSource(names = {"SERVICE_UNAVAILABLE", "STORAGE_EXHAUSTED"})
    void shouldKeepTheReservationWhenTheUserMayExist(ErrorCode code) {
        assertThat(RegistrationService.isCertain(new ProblemException(code, "who knows")))
                .isFalse();
    }

    @Test
    void shouldKeepTheReservationAfterAFailureThatNobodyKnows() {
        assertThat(RegistrationService.isCertain(new IOException("closed"))).isFalse();
    }
}
