package io.atrium.kit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.atrium.kit.deadline.Deadline;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.http.Versioned;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One route for each thing that the kit does to a request. */
@Path("/api/v1/probe")
public class ProbeResource {
    public enum Color {
        RED
    }

    public record Thing(
            @NotNull @Size(min = 3) String firstName, @Valid List<Part> parts, Color color, Instant madeAt) {}

    public record Part(@NotNull String partName) {}

    private static final Keyset NUMBERS = Keyset.of("numbers", KeyColumn.bigint());

    private final CallerContext callers;
    private final Cursors cursors;

    public ProbeResource(CallerContext callers, Cursors cursors) {
        this.callers = callers;
        this.cursors = cursors;
    }

    @GET
    @Path("errors/{code}")
    @PermitAll
    public Uni<String> fail(
            @PathParam("code") ErrorCode code, @QueryParam("detail") @DefaultValue("It happened.") String detail) {
        return Uni.createFrom().failure(new ProblemException(code, detail));
    }

    @GET
    @Path("unknown")
    @PermitAll
    public Uni<String> unknown() {
        return Uni.createFrom().failure(new IllegalStateException("secret words"));
    }

    @GET
    @Path("unavailable")
    @PermitAll
    public Uni<String> unavailable() {
        return Uni.createFrom().failure(new ServiceUnavailableException("secret words"));
    }

    @POST
    @Path("things")
    @PermitAll
    public Uni<Thing> create(@NotNull @Valid Thing thing) {
        return Uni.createFrom().item(thing);
    }

    public record Read(@Nullable String text, String thread) {
        @JsonCreator
        static Read of(@JsonProperty("text") @Nullable String text) {
            return new Read(text, Thread.currentThread().getName());
        }
    }

    @POST
    @Path("read")
    @PermitAll
    public Uni<String> read(@NotNull Read read) {
        return Uni.createFrom().item(read.thread());
    }

    /** How many of the endless operations have been cancelled. */
    public static final AtomicInteger CANCELLED = new AtomicInteger();

    @GET
    @Path("endless")
    @PermitAll
    public Uni<String> endless() {
        return Uni.createFrom().<String>emitter(emitter -> {}).onCancellation().invoke(CANCELLED::incrementAndGet);
    }

    @GET
    @Path("long")
    @PermitAll
    @Deadline(seconds = 20)
    public Uni<String> takesLong() {
        return Uni.createFrom().item("done").onItem().delayIt().by(Duration.ofMillis(2_500));
    }

    @GET
    @Path("things/{id}")
    @PermitAll
    public Uni<String> thing(@PathParam("id") UUID id) {
        return Uni.createFrom().item(id.toString());
    }

    @GET
    @Path("numbers")
    @PermitAll
    public Uni<Page<Long>> numbers(
            @QueryParam("color") @Nullable String color,
            @QueryParam("above") @Nullable String above,
            @BeanParam PageRequest request) {
        Paging page = cursors.open(NUMBERS, null, request, color, above);
        long from = page.after().map(cursor -> cursor.number(0)).orElse(0L);
        return Uni.createFrom()
                .item(page.page(
                        LongStream.rangeClosed(from + 1, from + page.fetch())
                                .boxed()
                                .toList(),
                        Cursor::of));
    }

    @GET
    @Path("caller")
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    public Uni<Caller> caller() {
        return Uni.createFrom().item(callers.current());
    }

    @GET
    @Path("tenant")
    @TenantOperation
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN})
    public Uni<String> tenant() {
        return Uni.createFrom().item("yes");
    }

    /** What has version 3. */
    public record Third(int version) implements Versioned {}

    @GET
    @Path("versioned")
    @PermitAll
    public Uni<Third> versioned() {
        return Uni.createFrom().item(new Third(3));
    }

    @PUT
    @Path("versioned")
    @PermitAll
    public Uni<Third> change(@BeanParam Preconditions preconditions) {
        preconditions.check(3);
        return Uni.createFrom().item(new Third(4));
    }

    @GET
    @Path("admin")
    @RolesAllowed(Roles.ORG_ADMIN)
    public Uni<String> admin() {
        return Uni.createFrom().item("yes");
    }

    @GET
    @Path("unannotated")
    public Uni<String> unannotated() {
        return Uni.createFrom().item("no");
    }

    @GET
    @Path("request")
    @PermitAll
    public Uni<RequestInfo> request() {
        return Uni.createFrom().item(callers.request());
    }

    @GET
    @Path("if-match")
    @PermitAll
    public Uni<String> ifMatch(@HeaderParam("If-Match") String ifMatch) {
        return Uni.createFrom().item(ifMatch);
    }
}
