package io.atrium.tenant.reservation;

import io.atrium.kit.id.Ids;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.tenant.reservation.RegistrationClient.Registration;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Settles reservations that a registration left behind: asks identity-service whether the first user exists, and
 * activates or removes. No call is made while a transaction is open; as long as identity-service does not answer, the
 * reservation stays.
 */
@ApplicationScoped
class ReservationReaper {
    private static final Logger LOG = Logger.getLogger(ReservationReaper.class);

    private final DueReservations due;
    private final RegistrationClient identity;
    private final ReservationService reservations;

    ReservationReaper(DueReservations due, @RestClient RegistrationClient identity, ReservationService reservations) {
        this.due = due;
        this.identity = identity;
        this.reservations = reservations;
    }

    @Scheduled(every = "${tenant.reaper.every:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return due.take()
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(this::settle)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Reservations cannot be read: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> settle(UUID id) {
        return identity.find(id)
                .chain(answer -> act(id, answer))
                .onFailure()
                .invoke(failure -> LOG.infof("Reservation %s cannot be checked yet: %s", id, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> act(UUID id, Registration answer) {
        if (!answer.organizationId().equals(id)) {
            throw new ProblemException(ErrorCode.UPSTREAM_FAILED, "identity-service answered for another organization");
        }
        TenantScope scope = TenantScope.system(id, "reaper-" + Ids.next());
        return answer.registered() ? reservations.activate(scope).replaceWithVoid() : reservations.remove(scope);
    }
}
