package io.atrium.identity.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.Roles;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.jspecify.annotations.Nullable;

/** The users of an organization. {@code me} stands for the caller wherever an id does. */
@Path("/api/v1/users")
@Tag(name = "Users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN})
public class UserResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String ID = "Id of a user; me for the caller's own";

    private final UserService users;
    private final CurrentUser currentUser;
    private final CallerContext callers;
    private final PublicAddress address;

    UserResource(UserService users, CurrentUser currentUser, CallerContext callers, PublicAddress address) {
        this.users = users;
        this.currentUser = currentUser;
        this.callers = callers;
        this.address = address;
    }

    @GET
    @Operation(summary = "List the organization's users, in the order of creation")
    public Uni<Page<UserResponse>> list(@BeanParam PageRequest page) {
        return users.list(page);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a user in the caller's organization")
    @APIResponseSchema(
            value = UserResponse.class,
            responseCode = "201",
            responseDescription = "Created; its address in Location")
    @APIResponse(responseCode = "409", description = "EMAIL_TAKEN, USERNAME_TAKEN")
    @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, PASSWORD_REFUSED")
    public Uni<RestResponse<UserResponse>> create(@NotNull @Valid CreateUserRequest request) {
        return users.create(request).map(this::created);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(summary = "Read a user: administrators anybody of the organization, others themselves")
    @APIResponse(responseCode = "200", description = "The user, its version in ETag")
    public Uni<UserResponse> get(@Parameter(description = ID) @PathParam("id") String id) {
        return id.equals("me") ? currentUser.get() : users.get(uuid(id));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(summary = "Replace a user's profile; role and status are an administrator's to change")
    @APIResponse(responseCode = "200", description = "The user as it is now")
    @APIResponse(responseCode = "409", description = "EMAIL_TAKEN, USERNAME_TAKEN, LAST_ADMIN")
    public Uni<UserResponse> replace(
            @Parameter(description = ID) @PathParam("id") String id,
            @NotNull @Valid UpdateUserRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return users.replace(resolved(id), request, ifMatch);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(summary = "Change some of a user (RFC 7396)")
    @APIResponse(responseCode = "200", description = "The user as it is now")
    @APIResponse(responseCode = "409", description = "EMAIL_TAKEN, USERNAME_TAKEN, LAST_ADMIN")
    public Uni<UserResponse> patch(
            @Parameter(description = ID) @PathParam("id") String id,
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
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return users.patch(resolved(id), patch, ifMatch);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a user; address and username are free again")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "409", description = "LAST_ADMIN")
    public Uni<Void> delete(
            @Parameter(description = ID) @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return users.delete(resolved(id), ifMatch);
    }

    @POST
    @Path("/{id}/unlock")
    @Operation(
            summary = "End the waits of a user whose password was given wrong too often",
            description = "Forgets the failed logins of the user, from everywhere. Harmless when there are none.")
    @APIResponse(responseCode = "204", description = "The user can log in at once")
    public Uni<Void> unlock(@Parameter(description = ID) @PathParam("id") String id) {
        return users.unlock(resolved(id));
    }

    private UUID resolved(String id) {
        return id.equals("me") ? CurrentUser.id(callers.current()) : uuid(id);
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
