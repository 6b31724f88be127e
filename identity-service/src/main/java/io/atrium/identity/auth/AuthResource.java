package io.atrium.identity.auth;

import io.atrium.identity.attempt.Attempts;
import io.atrium.identity.session.Sessions;
import io.atrium.identity.session.TokenResponse;
import io.atrium.identity.user.CurrentUser;
import io.atrium.identity.user.UserResponse;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.deadline.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Login, refresh, logout, and who am I. */
@Path("/api/v1/auth")
@Tag(
        name = "Authentication",
        description =
                "Registration, login and sessions. The access token of an answer goes into the Authorization header"
                        + " of every other call, as Bearer.")
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {

    private final Attempts attempts;
    private final LoginService logins;
    private final LogoutService logouts;
    private final Sessions sessions;
    private final CurrentUser currentUser;
    private final CallerContext callers;

    AuthResource(
            Attempts attempts,
            LoginService logins,
            LogoutService logouts,
            Sessions sessions,
            CurrentUser currentUser,
            CallerContext callers) {
        this.attempts = attempts;
        this.logins = logins;
        this.logouts = logouts;
        this.sessions = sessions;
        this.currentUser = currentUser;
        this.callers = callers;
    }

    @Deadline(seconds = 10)
    @POST
    @Path("/login")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "login",
            summary = "Log in",
            description = "Exchanges an e-mail address and its password for tokens, and opens a session. Takes"
                    + " no token. The answer and its time are the same for an unknown address, a wrong"
                    + " password, a disabled user, a suspended organization and a wait. After 5 wrong"
                    + " passwords in a row (by default) each further one makes the person wait longer: up"
                    + " to 10 seconds where they have logged in before, up to 15 minutes elsewhere. An"
                    + " administrator can end the wait. Logins are audited, failed ones too.")
    @APIResponse(responseCode = "200", description = "Tokens and the user")
    @APIResponse(responseCode = "401", description = "INVALID_CREDENTIALS: whatever is wrong")
    @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE: too many logins at once; see Retry-After")
    public Uni<LoginResponse> login(@NotNull @Valid LoginRequest request) {
        RequestInfo info = callers.request();
        return attempts.login(request.email(), info).chain(() -> logins.login(request, info));
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refreshTokens",
            summary = "Exchange a refresh token for new tokens",
            description = "Takes no access token. Each refresh token is good once: keep the one that is"
                    + " answered. Within 10 seconds (by default) the same token gives the same successor"
                    + " again, for a retry or a second tab. Used again later, it is taken for stolen: the"
                    + " session ends, and every token of it is refused. A session ends after 7 days without"
                    + " a refresh, and 30 days after the login at the latest (by default). While the"
                    + " organization is suspended the token stays good for afterwards.")
    @APIResponse(responseCode = "200", description = "The next pair of tokens")
    @APIResponse(
            responseCode = "401",
            description = "INVALID_GRANT: the refresh token is unknown, expired, used or revoked; log in again")
    @APIResponse(responseCode = "403", description = "ORGANIZATION_SUSPENDED: the user's organization is suspended")
    public Uni<TokenResponse> refresh(@NotNull @Valid RefreshRequest request) {
        return sessions.refresh(request.refreshToken(), callers.request());
    }

    @POST
    @Path("/logout")
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(
            operationId = "logout",
            summary = "Log out",
            description = "Ends the session of the presented access token. Every service refuses its access tokens from"
                    + " then on, and its refresh token is refused too. Other sessions of the user go on.")
    @APIResponse(responseCode = "204", description = "The session has ended")
    public Uni<Void> logout() {
        return logouts.logout();
    }

    @GET
    @Path("/me")
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(
            operationId = "getCurrentUser",
            summary = "Read the caller's own user",
            description =
                    "The user of the presented access token; the same as GET /users/me. A SUPER_ADMIN is a user of"
                            + " the platform's organization, also while X-Organization-Id names another one.")
    @APIResponse(responseCode = "200", description = "The caller")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: the user was deleted since the token was issued")
    public Uni<UserResponse> me() {
        return currentUser.get();
    }
}
