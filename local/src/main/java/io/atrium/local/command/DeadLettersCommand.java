package io.atrium.local.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code dead-letters}: the records of topics that services could not process. */
@Command(
        name = "dead-letters",
        header = "List records that could not be processed, or try them again.",
        description = "A record of a topic that a service could not process becomes a dead letter in the topic of the"
                + " same name that ends in .dlq. Without a subcommand, lists the records that nobody has tried again.",
        exitCodeList = {
            "0:There are no dead letters.",
            "1:There are dead letters, or a service does not answer.",
            "2:The command line is wrong."
        },
        footer = {"  ./atrium dead-letters --json", "  ./atrium dead-letters retry --all"})
final class DeadLettersCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON instead of text.")
    private boolean json;

    DeadLettersCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        return items().list(json);
    }

    @Command(
            name = "list",
            header = "List the records that nobody has tried again.",
            exitCodeList = {
                "0:There are no dead letters.",
                "1:There are dead letters, or a service does not answer.",
                "2:The command line is wrong."
            },
            footer = "  ./atrium dead-letters list --json")
    int list() throws IOException {
        return items().list(json);
    }

    @Command(
            name = "retry",
            header = "Try records again.",
            exitCodeList = {
                "0:The records were tried again and processed.",
                "1:A record failed again, or a service does not answer.",
                "2:The command line is wrong; nothing was tried again."
            },
            footer = "  ./atrium dead-letters retry atrium.usage.v1")
    int retry(@ArgGroup(multiplicity = "1") Chosen chosen) throws IOException {
        return items().retry(chosen.topics, json);
    }

    private SetAsideItems items() throws IOException {
        return new SetAsideItems(new DeadLetters(context.services()), context.console());
    }

    /** Which records. */
    static final class Chosen {

        @Parameters(paramLabel = "TOPIC", arity = "1..*", description = "Topics whose records are tried again.")
        private List<String> topics = new ArrayList<>();

        @Option(names = "--all", required = true, description = "Try the records of all topics again.")
        private boolean all;
    }
}
