package io.atrium.identity.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.id.Uuids;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The users of an organization. {@code me} stands for the caller wherever an id does. */
@Path("/api/v1/users")
@Tag(
        name = "Users",
        description = "The users of an organization. Administrators manage them; everybody reads and edits their own"
                + " profile. A SUPER_ADMIN names the organization in X-Organization-Id.")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN})
public class UserResource {

    private static final String ME = "me";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String ID =
            "Id of a user (UUID); me for the caller's own, in the caller's own organization also while X-Organization-Id"
                    + " names another one";
    private static final String NO_USER = "NOT_FOUND: the organization has no such user";
    private static final String CONFLICTS =
            "EMAIL_TAKEN: a user of the platform has the address. USERNAME_TAKEN: a user of the organization has the"
                    + " name. LAST_ADMIN: the organization's last active ORG_ADMIN, or the platform's last SUPER_ADMIN,"
                    + " keeps the role and stays ACTIVE";
    private static final String NOT_ALLOWED =
            "FORBIDDEN: another user's, role or status without being an administrator, or a role"
                    + " above the caller's own";

    private final UserService users;
    private final CallerContext callers;
    private final PublicAddress address;

    UserResource(UserService users, CallerContext callers, PublicAddress address) {
        this.users = users;
        this.callers = callers;
        this.address = address;
    }

    @GET
    @Operation(
            operationId = "listUsers",
            summary = "List users",
            description =
                    "The users of the caller's organization in the order of creation, oldest first; deleted ones are"
                            + " left out. For administrators.")
    @APIResponse(responseCode = "200", description = "One page of users")
    public Uni<Page<UserResponse>> list(@BeanParam PageRequest page) {
        return users.list(page);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createUser",
            summary = "Create a user",
            description = "Creates an active user in the caller's organization, who can log in at once with"
                    + " the password given here. For administrators; nobody grants a role above their own."
                    + " SUPER_ADMINs are users of the platform's organization, and only they.")
    @APIResponseSchema(
            value = UserResponse.class,
            responseCode = "201",
            responseDescription = "Created; its address in Location")
    @APIResponse(
            responseCode = "403",
            description = "FORBIDDEN: not an administrator, a role above the caller's own, or another organization")
    @APIResponse(
            responseCode = "409",
            description =
                    "EMAIL_TAKEN: a user of the platform has the address. USERNAME_TAKEN: a user of the organization"
                            + " has the name")
    @APIResponse(
            responseCode = "422",
            description =
                    "VALIDATION_FAILED: errors names each field. PASSWORD_REFUSED: too short, too long or too easy"
                            + " to guess")
    public Uni<RestResponse<UserResponse>> create(@NotNull @Valid CreateUserRequest request) {
        return users.create(request).map(this::created);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(
            operationId = "getUser",
            summary = "Read a user",
            description = "Administrators read every user of the organization, others themselves. Deleted users are not"
                    + " found.")
    @APIResponse(responseCode = "200", description = "The user, its version in ETag")
    @APIResponse(responseCode = "403", description = "FORBIDDEN: another user, without being an administrator")
    @APIResponse(responseCode = "404", description = NO_USER)
    public Uni<UserResponse> get(@Parameter(description = ID, example = Examples.USER_ID) @PathParam("id") String id) {
        return users.get(key(id));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(
            operationId = "replaceUser",
            summary = "Replace a user",
            description = "Writes the whole profile: a name that is left out is emptied, role and status stay"
                    + " as they are when left out. Administrators change every user of the organization,"
                    + " others themselves; role and status are an administrator's to change. A change of"
                    + " role or status revokes the user's access tokens in every service, DISABLED ends the"
                    + " user's sessions too.")
    @APIResponse(responseCode = "200", description = "The user as it is now, its version in ETag")
    @APIResponse(responseCode = "403", description = NOT_ALLOWED)
    @APIResponse(responseCode = "404", description = NO_USER)
    @APIResponse(responseCode = "409", description = CONFLICTS)
    public Uni<UserResponse> replace(
            @Parameter(description = ID, example = Examples.USER_ID) @PathParam("id") String id,
            @NotNull @Valid UpdateUserRequest request,
            @BeanParam Preconditions preconditions) {
        return users.replace(key(id), request, preconditions);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(
            operationId = "patchUser",
            summary = "Change some of a user",
            description =
                    "A JSON Merge Patch (RFC 7396): absent members stay, null empties a name. Otherwise as PUT: the"
                            + " same callers, the same consequences of a change of role or status.")
    @APIResponse(responseCode = "200", description = "The user as it is now, its version in ETag")
    @APIResponse(responseCode = "403", description = NOT_ALLOWED)
    @APIResponse(responseCode = "404", description = NO_USER)
    @APIResponse(responseCode = "409", description = CONFLICTS)
    public Uni<UserResponse> patch(
            @Parameter(description = ID, example = Examples.USER_ID) @PathParam("id") String id,
            @NotNull
                    @RequestBody(
                            description = "Some of a user's members; null empties a name",
                            content = {
                                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = UserPatch.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = UserPatch.class))
                            })
                    JsonNode patch,
            @BeanParam Preconditions preconditions) {
        return users.patch(key(id), patch, preconditions);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteUser",
            summary = "Delete a user",
            description = "For administrators. The user is not found any more, cannot log in, and every"
                    + " session and access token of theirs is refused. The deletion is soft: the row stays"
                    + " without its password, its address and username are free again. Deleting once more is 404.")
    @APIResponse(responseCode = "204", description = "The user is deleted")
    @APIResponse(responseCode = "404", description = NO_USER)
    @APIResponse(
            responseCode = "409",
            description = "LAST_ADMIN: the organization's last active ORG_ADMIN, or the platform's last SUPER_ADMIN")
    public Uni<Void> delete(
            @Parameter(description = ID, example = Examples.USER_ID) @PathParam("id") String id,
            @BeanParam Preconditions preconditions) {
        return users.delete(key(id), preconditions);
    }

    @POST
    @Path("/{id}/unlock")
    @Operation(
            operationId = "unlockUser",
            summary = "Unlock a user",
            description = "Ends the waits of a user whose password was given wrong too often: their failed logins, from"
                    + " everywhere, are forgotten. For administrators. Harmless when there are none; audited.")
    @APIResponse(responseCode = "204", description = "The user can log in at once")
    @APIResponse(responseCode = "404", description = NO_USER)
    public Uni<Void> unlock(@Parameter(description = ID, example = Examples.USER_ID) @PathParam("id") String id) {
        return users.unlock(key(id));
    }

    /** The caller is at home also while they work in another organization. */
    private UserKey key(String id) {
        Caller caller = callers.current();
        return id.equals(ME)
                ? new UserKey(caller.homeOrganizationId(), caller.userId())
                : new UserKey(caller.organizationId(), uuid(id));
    }

    /** What is no UUID is nobody's id. */
    private static UUID uuid(String id) {
        return Uuids.parse(id).orElseThrow(ProblemException::notFound);
    }

    private RestResponse<UserResponse> created(UserResponse user) {
        return RestResponse.ResponseBuilder.<UserResponse>created(address.resolve("/api/v1/users/" + user.id()))
                .entity(user)
                .build();
    }
}
