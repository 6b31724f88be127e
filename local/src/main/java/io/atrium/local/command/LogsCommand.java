package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.process.LogFollower;
import io.atrium.local.process.LogTail;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logs}: the end of one part's log, and with {@code -f} what is added to it. */
@Command(
        name = "logs",
        header = "Show the end of a part's log.",
        exitCodeList = {
            "0:The log was shown.",
            "2:The command line is wrong, or there is no such log.",
            "130:Interrupted with Ctrl-C, which is how -f ends."
        },
        footer = "  ./atrium logs identity-service -f")
final class LogsCommand implements Callable<Integer> {

    private static final int LINES = 200;

    private final Home home;
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SERVICE",
            completionCandidates = Names.class,
            description = "Whose log: one of ${COMPLETION-CANDIDATES}. The ending -service can be left out.")
    private String wanted = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added to the log, until Ctrl-C.")
    private boolean follow;

    LogsCommand(Context context) {
        this.home = context.home();
        this.console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Path> logs = logs(home);
        String name = Part.of(wanted).map(Part::label).orElse(wanted);
        Path log = logs.get(name);
        if (log == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no log of %s; it is one of %s.".formatted(wanted, String.join(", ", logs.keySet())));
        }
        LogFollower follower = new LogFollower(console::print);
        follower.add("", log);
        LogTail.lines(log, LINES).forEach(console::print);
        while (follow) {
            follower.poll();
            Platform.pause();
        }
        return 0;
    }

    private static Map<String, Path> logs(Home home) {
        Map<String, Path> logs = Addresses.logs(home);
        logs.put("build", home.logs().resolve("build.log"));
        return logs;
    }

    /** What has a log. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return logs(new Home(Path.of(""), Path.of(""))).keySet().iterator();
        }
    }
}
