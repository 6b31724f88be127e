package io.atrium.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: the same as {@code --help} of the command that is named. */
@Command(
        name = HelpCommand.NAME,
        header = "Show the help of a command.",
        exitCodeList = {"0:The help was shown.", "2:There is no such command."},
        footer = "  ./atrium help quarantine retry")
final class HelpCommand implements Callable<Integer> {

    static final String NAME = "help";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The command, and its subcommand if there is one; ./atrium itself if none is named.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine described = spec.parent().commandLine();
        for (String name : names) {
            CommandLine next = described.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(described, "There is no command %s.".formatted(name));
            }
            described = next;
        }
        described.usage(spec.commandLine().getOut());
        return 0;
    }
}
