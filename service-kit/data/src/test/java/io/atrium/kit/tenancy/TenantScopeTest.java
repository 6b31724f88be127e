package io.atrium.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.caller.RequestInfo;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantScopeTest {

    private static final RequestInfo HERE = new RequestInfo("192.0.2.1", null, "request");
    private static final RequestInfo ELSEWHERE = new RequestInfo("192.0.2.2", null, "request");

    private final UUID organization = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();

    @Test
    void shouldTakeTurnsByOrganizationAndInItByUser() {
        TenantScope scope = TenantScope.ofUser(organization, user, HERE);

        assertThat(scope.share())
                .isEqualTo(TenantScope.ofUser(organization, user, ELSEWHERE).share());
        assertThat(scope.share().group())
                .isEqualTo(TenantScope.system(organization, null).share().group())
                .isNotEqualTo(TenantScope.ofUser(UUID.randomUUID(), user, HERE)
                        .share()
                        .group());
        assertThat(scope.share().member()).isEqualTo(user.toString());
    }

    @Test
    void shouldTakeNothingFromAnOrganizationThatIsOnlyNamed() {
        String group = TenantScope.anonymous(organization, HERE).share().group();

        assertThat(group)
                .isEqualTo(
                        TenantScope.anonymous(UUID.randomUUID(), HERE).share().group())
                .isNotEqualTo(
                        TenantScope.anonymous(organization, ELSEWHERE).share().group())
                .isNotEqualTo(
                        TenantScope.ofUser(organization, user, HERE).share().group());
    }
}
