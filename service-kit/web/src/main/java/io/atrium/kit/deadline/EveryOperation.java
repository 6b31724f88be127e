package io.atrium.kit.deadline;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.handlers.UniResponseHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * Gives every operation of the service a deadline when it starts: nobody asks for one, so nobody forgets it. Quarkus REST
 * has no place for it; a filter or an interceptor would not see what becomes of a Uni.
 */
@ApplicationScoped
class EveryOperation {

    private static final Logger LOG = Logger.getLogger(EveryOperation.class);

    private final RequestDeadline deadline;

    EveryOperation(RequestDeadline deadline) {
        this.deadline = deadline;
    }

    void start(@Observes StartupEvent event) {
        Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        int bounded = 0;
        for (RequestPath<InitialMatch> path : deployment.getClassMappers()) {
            for (ServerRestHandler handler : path.value.handlers) {
                if (handler instanceof ClassRoutingHandler routing) {
                    for (RequestMapper<RuntimeResource> methods :
                            routing.getMappers().values()) {
                        for (RequestPath<RuntimeResource> method : methods.getTemplates()) {
                            bounded += bound(method.value);
                        }
                    }
                }
            }
        }
        LOG.debugf("%d operations have a deadline", bounded);
    }

    private int bound(RuntimeResource operation) {
        ServerRestHandler[] chain = operation.getHandlerChain();
        int bounded = 0;
        for (int i = 0; i < chain.length; i++) {
            if (chain[i] instanceof UniResponseHandler waiting) {
                Deadline own = operation.getLazyMethod().getMethod().getAnnotation(Deadline.class);
                chain[i] = new DeadlineHandler(waiting, deadline, deadline.of(own));
                bounded++;
            }
        }
        return bounded;
    }
}
