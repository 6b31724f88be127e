package io.atrium.local.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./atrium} by itself: its help. The script {@code atrium} has the same text, for when nothing is built yet. */
@Command(
        name = "./atrium",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Builds and runs the whole of Atrium on this machine. For the options of a command: ./atrium COMMAND --help",
        exitCodeList = {
            "0:The command succeeded.",
            "1:It failed; standard error says why.",
            "2:The command line is wrong; nothing was done.",
            "3:./atrium status: the platform is not running."
        },
        footerHeading = "%nEnvironment (in brackets what holds without it):%n",
        footer = {
            "  ATRIUM_GATEWAY_PORT [8000]             the public address",
            "  ATRIUM_IDENTITY_PORT [8081]            identity-service",
            "  ATRIUM_TENANT_PORT [8082]              tenant-service",
            "  ATRIUM_AUDIT_PORT [8083]               audit-service",
            "  ATRIUM_WEBHOOK_GATEWAY_PORT [8084]     webhook-gateway",
            "  ATRIUM_INTEGRATION_PORT [8085]         integration-service",
            "  ATRIUM_MOCK_USER_PORT [8001]           mock provider of users",
            "  ATRIUM_MOCK_PAYMENT_PORT [8002]        mock provider of payments",
            "  ATRIUM_MOCK_COMMUNICATION_PORT [8003]  mock provider of messages",
            "  ATRIUM_POSTGRES_PORT [15432]           PostgreSQL",
            "  ATRIUM_KAFKA_PORT [19092]              Kafka",
            "  ATRIUM_HOME [.atrium]                  where data, logs and process ids are",
            "  ATRIUM_CLASS_ARCHIVES [on]             off: no archives of the services'",
            "                                         classes are made in the background",
            "  NO_COLOR                               no colours",
            "Everything else is passed on to every part; README.md lists the services'",
            "settings."
        })
final class AtriumCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /** The version of the build. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            try (InputStream in = AtriumCommand.class.getResourceAsStream("version.txt")) {
                return new String[] {
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip()
                };
            }
        }
    }
}
