package io.atrium.kit.deadline;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/** Stands before the handler that waits for what an operation answers, and gives that a deadline. */
final class DeadlineHandler implements ServerRestHandler {

    private final ServerRestHandler waiting;
    private final RequestDeadline deadline;
    private final Duration longest;

    DeadlineHandler(ServerRestHandler waiting, RequestDeadline deadline, Duration longest) {
        this.waiting = waiting;
        this.deadline = deadline;
        this.longest = longest;
    }

    @Override
    public void handle(ResteasyReactiveRequestContext context) throws Exception {
        if (context.getResult() instanceof Uni<?> work) {
            context.setResult(deadline.within(work, longest));
        }
        waiting.handle(context);
    }
}
