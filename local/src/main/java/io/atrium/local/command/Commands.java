package io.atrium.local.command;

import io.atrium.kit.certificate.CertificateException;
import io.atrium.kit.embedded.EmbeddedException;
import io.atrium.local.console.Console;
import io.atrium.local.console.PlatformException;
import io.atrium.local.topology.Topology;
import io.atrium.local.topology.TopologyException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** The command line of {@code ./atrium}: which commands there are, and what happens to their help and their failures. */
final class Commands {

    /** In the order of the help. */
    private static final List<String> NAMES = List.of(
            "up",
            "down",
            "status",
            "logs",
            "demo",
            "quarantine",
            "dead-letters",
            "reset",
            "infra",
            "certificate",
            HelpCommand.NAME,
            SuperviseCommand.NAME);

    private final Console console;

    private Commands(Console console) {
        this.console = console;
    }

    /**
     * All commands. Executing a command line answers its exit code.
     *
     * @param out for help and version
     * @param err for mistakes in the command line
     */
    static CommandLine of(Context context, PrintStream out, PrintStream err, String... arguments) {
        Commands commands = new Commands(context.console());
        CommandLine line = new CommandLine(new AtriumCommand());
        for (String name : called(arguments)) {
            line.addSubcommand(name, command(name, context));
        }
        lay(line);
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(context.console().colours() ? Ansi.ON : Ansi.OFF))
                // An argument that begins with @ is an argument, not a file of arguments.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(new CommandLineMistakes(context.console()))
                .setExecutionExceptionHandler((failure, command, parsed) -> commands.failed(failure))
                .setExecutionStrategy(commands::run);
    }

    /** The one that is called, since describing all of them to picocli takes longer than most commands; all if none is. */
    private static List<String> called(String... arguments) {
        boolean one = arguments.length > 0 && NAMES.contains(arguments[0]) && !arguments[0].equals(HelpCommand.NAME);
        return one ? List.of(arguments[0]) : NAMES;
    }

    private static Object command(String name, Context context) {
        return switch (name) {
            case "up" -> new UpCommand(context);
            case "down" -> new DownCommand(context);
            case "status" -> new StatusCommand(context);
            case "logs" -> new LogsCommand(context);
            case "demo" -> new DemoCommand(context);
            case "quarantine" -> new QuarantineCommand(context);
            case "dead-letters" -> new DeadLettersCommand(context);
            case "reset" -> new ResetCommand(context);
            case "infra" -> new InfraCommand(context);
            case "certificate" -> new CertificateCommand(context);
            case SuperviseCommand.NAME -> new SuperviseCommand(context);
            case HelpCommand.NAME -> new HelpCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** What the help of every command has: its headings, {@code --help} and {@code --version}. */
    private static void lay(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new AtriumCommand.Version());
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.synopsisHeading(usage.header().length == 0 ? "Usage: " : "%nUsage: ")
                .descriptionHeading(usage.description().length == 0 ? "" : "%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading(usage.exitCodeList().isEmpty() ? "" : "%nExit codes:%n");
        if (usage.footerHeading().isEmpty() && usage.footer().length > 0) {
            usage.footerHeading(usage.footer().length == 1 ? "%nExample:%n" : "%nExamples:%n");
        }
        command.getSubcommands().values().forEach(Commands::lay);
    }

    private int run(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        try {
            // Before anything depends on it, so that a bad file is told in one line.
            Topology.ofDeployment();
        } catch (TopologyException e) {
            return tell(e);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private int failed(Exception failure) throws Exception {
        if (failure instanceof PlatformException
                || failure instanceof EmbeddedException
                || failure instanceof CertificateException
                || failure instanceof TopologyException
                || failure instanceof IOException) {
            return tell(failure);
        }
        throw failure;
    }

    private int tell(Exception failure) {
        console.fail(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return Main.FAILED;
    }
}
