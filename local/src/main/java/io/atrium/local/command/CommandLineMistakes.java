package io.atrium.local.command;

import io.atrium.local.console.Console;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said, on standard error, of a command line that cannot be understood. */
final class CommandLineMistakes implements IParameterExceptionHandler {

    private final Console console;

    CommandLineMistakes(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        console.fail(text(mistake, command));
        console.fail("See %s --help".formatted(command.getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    private static String text(ParameterException mistake, CommandLine command) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command);
        }
        if (mistake instanceof MissingParameterException missing
                && missing.getMissing().size() == 1) {
            return missing(missing.getMissing().get(0), command);
        }
        return String.valueOf(mistake.getMessage()).replaceFirst("^Error: ", "");
    }

    private static String unmatched(UnmatchedArgumentException mistake, CommandLine command) {
        String first = mistake.getUnmatched().get(0);
        String name = command.getCommandSpec().qualifiedName();
        String said = mistake.isUnknownOption()
                ? "%s has no option %s.".formatted(name, first)
                : takesCommands(command)
                        ? "There is no command %s.".formatted(first)
                        : "%s takes no argument %s.".formatted(name, first);
        List<String> suggestions = mistake.getSuggestions();
        return suggestions.isEmpty() ? said : said + " Did you mean %s?".formatted(String.join(" or ", suggestions));
    }

    private static boolean takesCommands(CommandLine command) {
        return !command.getSubcommands().isEmpty();
    }

    private static String missing(ArgSpec argument, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        if (!(argument instanceof PositionalParamSpec) || argument.completionCandidates() == null) {
            return "%s needs %s.".formatted(name, argument.paramLabel());
        }
        String names = StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                .collect(Collectors.joining(", "));
        return "%s needs %s: one of %s.".formatted(name, argument.paramLabel(), names);
    }
}
