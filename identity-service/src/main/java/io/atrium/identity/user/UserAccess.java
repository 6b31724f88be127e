package io.atrium.identity.user;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.Role;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.util.UUID;

/** Who may do what to a user. */
final class UserAccess {

    private UserAccess() {}

    static boolean administers(Caller caller) {
        return caller.is(Role.ORG_ADMIN) || caller.is(Role.SUPER_ADMIN);
    }

    /** Administrators see and edit everybody of the organization, others themselves. */
    static void requireOwnOrAdmin(Caller caller, UUID userId) {
        if (!administers(caller) && !caller.isUser(userId)) {
            throw forbidden("Only an administrator may do this to another user.");
        }
    }

    static void requireAdmin(Caller caller) {
        if (!administers(caller)) {
            throw forbidden("Only an administrator may change role or status.");
        }
    }

    /** Nobody grants a role above their own. SUPER_ADMINs are the users of the platform organization, and only they. */
    static void requireMayGrant(Caller caller, Role role, UUID organizationId) {
        if (!caller.role().covers(role)) {
            throw forbidden("Nobody grants a role above their own.");
        }
        if ((role == Role.SUPER_ADMIN) != organizationId.equals(PlatformOrganization.ID)) {
            throw forbidden("SUPER_ADMINs, and only they, belong to the platform organization.");
        }
    }

    private static ProblemException forbidden(String why) {
        return new ProblemException(ErrorCode.FORBIDDEN, why);
    }
}
