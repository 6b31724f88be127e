package io.atrium.kit.migration;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts the service, or, called with the one argument {@code migrate}, brings its database to the schema and ends:
 * the one-shot step of a deployment, the only holder of {@code DATABASE_OWNER_PASSWORD}.
 */
@QuarkusMain
public class ServiceMain {

    public static void main(String... args) {
        if (args.length == 1 && args[0].equals("migrate")) {
            int code = new MigrateCommand(System.getenv()).run();
            if (code != 0) {
                System.exit(code);
            }
            return;
        }
        Quarkus.run(args);
    }
}
