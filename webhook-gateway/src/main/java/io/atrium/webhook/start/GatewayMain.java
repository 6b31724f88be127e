package io.atrium.webhook.start;

import io.atrium.kit.topics.CreateTopics;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service, or, called with the one argument {@code topics}, creates the topics that are missing and ends. */
@QuarkusMain
public class GatewayMain {

    public static void main(String... args) {
        if (args.length == 1 && args[0].equals("topics")) {
            System.exit(CreateTopics.run(System.getenv()));
        }
        Quarkus.run(args);
    }
}
