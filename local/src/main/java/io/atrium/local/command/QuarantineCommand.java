package io.atrium.local.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code quarantine}: the messages that services have set aside because they cannot be sent. */
@Command(
        name = "quarantine",
        header = "List messages that cannot be sent, or try them again.",
        description = "A message that failed three times by its own fault is set aside in the outbox of its service."
                + " Without a subcommand, lists these messages.",
        exitCodeList = {
            "0:Nothing is set aside.",
            "1:Messages are set aside, or a service does not answer.",
            "2:The command line is wrong."
        },
        footer = {"  ./atrium quarantine --json", "  ./atrium quarantine retry --all"})
final class QuarantineCommand implements Callable<Integer> {

    private static final int ID_LENGTH = 36;

    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON instead of text.")
    private boolean json;

    QuarantineCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        return items().list(json);
    }

    @Command(
            name = "list",
            header = "List the messages that are set aside.",
            exitCodeList = {
                "0:Nothing is set aside.",
                "1:Messages are set aside, or a service does not answer.",
                "2:The command line is wrong."
            },
            footer = "  ./atrium quarantine list --json")
    int list() throws IOException {
        return items().list(json);
    }

    @Command(
            name = "retry",
            header = "Try messages again.",
            exitCodeList = {
                "0:The services try the messages again.",
                "1:One of them is not set aside any more, or a service does not answer.",
                "2:The command line is wrong; nothing is tried again."
            },
            footer = "  ./atrium quarantine retry --all")
    int retry(@ArgGroup(multiplicity = "1") Chosen chosen) throws IOException {
        for (String id : chosen.ids) {
            if (id.length() != ID_LENGTH) {
                throw new ParameterException(
                        spec.subcommands().get("retry"),
                        "%s is not the id of a message; ./atrium quarantine lists them.".formatted(id));
            }
        }
        return items().retry(chosen.ids, json);
    }

    private SetAsideItems items() throws IOException {
        return new SetAsideItems(new Quarantine(context.services()), context.console());
    }

    /** Which messages. */
    static final class Chosen {

        @Parameters(
                paramLabel = "ID",
                arity = "1..*",
                description = "Messages that are tried again, by their ids in the list.")
        private List<String> ids = new ArrayList<>();

        @Option(names = "--all", required = true, description = "Try all messages again that are set aside.")
        private boolean all;
    }
}
