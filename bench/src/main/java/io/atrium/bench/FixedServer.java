package io.atrium.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** A server that answers every request with the same 200, about as long as a user. Argument: the port. */
public final class FixedServer extends AbstractVerticle {

    private static final Buffer BODY = new JsonObject()
            .put("id", "01980f4e-8f4e-7c5e-9c43-0d5a4c5d2a11")
            .put("organization_id", "01980f4e-8f4e-7c5e-9c43-0d5a4c5d2a12")
            .put("notes", "n".repeat(300))
            .toBuffer();

    private final int port;

    private FixedServer(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int loops = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
        Vertx.vertx()
                .deployVerticle(() -> new FixedServer(port), new DeploymentOptions().setInstances(loops))
                .onFailure(failure -> Runtime.getRuntime().halt(1));
    }

    @Override
    public void start() {
        vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(BODY))
                .listen(port);
    }
}
