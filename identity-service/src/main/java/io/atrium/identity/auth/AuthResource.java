package io.atrium.identity.auth;

import io.atrium.identity.attempt.Attempts;
import io.atrium.identity.session.Sessions;
import io.atrium.identity.session.TokenResponse;
import io.atrium.identity.user.CurrentUser;
import io.atrium.identity.user.UserResponse;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.caller.Roles;
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
@Tag(name = "Authentication")
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

    @POST
    @Path("/login")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Exchange address and password for tokens",
            description =
                    "After several wrong passwords in a row each further one makes the person wait longer: seconds "
                            + "where they have logged in before, up to minutes elsewhere. The answer does not tell a wait from a "
                            + "wrong password.")
    @APIResponse(responseCode = "200", description = "Tokens and the user")
    @APIResponse(responseCode = "401", description = "INVALID_CREDENTIALS, whatever is wrong")
    @APIResponse(responseCode = "503", description = "Too many logins at once; see Retry-After")
    public Uni<LoginResponse> login(@NotNull @Valid LoginRequest request) {
        RequestInfo info = callers.request();
        return attempts.login(request.email(), info).chain(() -> logins.login(request, info));
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Exchange a refresh token for new tokens; each can be used once")
    @APIResponse(responseCode = "200", description = "Tokens")
    @APIResponse(responseCode = "401", description = "INVALID_GRANT")
    public Uni<TokenResponse> refresh(@NotNull @Valid RefreshRequest request) {
        return sessions.refresh(request.refreshToken(), callers.request());
    }

    @POST
    @Path("/logout")
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(summary = "End the session of the presented access token, everywhere")
    @APIResponse(responseCode = "204", description = "Ended")
    public Uni<Void> logout() {
        return logouts.logout();
    }

    @GET
    @Path("/me")
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(summary = "The user of the presented access token")
    public Uni<UserResponse> me() {
        return currentUser.get();
    }
}
