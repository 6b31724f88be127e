package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.settings.Home;
import io.atrium.local.supervisor.SupervisorLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reset}: stops everything and deletes the data, after asking. */
@Command(
        name = "reset",
        header = "Stop everything and delete the data.",
        description = "Deletes the databases, the topics and the logs of this platform, after asking.",
        exitCodeList = {
            "0:The data is deleted.",
            "1:The question was not answered with y, or something could not be stopped or deleted.",
            "2:The command line is wrong; nothing was deleted."
        },
        footer = "  ./atrium reset --yes")
final class ResetCommand implements Callable<Integer> {

    private final Home home;
    private final Platform platform;
    private final Console console;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean sure;

    ResetCommand(Context context) {
        this.home = context.home();
        this.platform = context.platform();
        this.console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        if (!sure && !asked()) {
            console.print("Nothing was deleted.");
            return Main.FAILED;
        }
        platform.stop();
        try (SupervisorLock held = platform.lock()) {
            for (Path folder : List.of(home.postgres(), home.kafka(), home.migrated(), home.logs())) {
                delete(folder);
            }
            Files.deleteIfExists(home.state());
        }
        console.print("The data of " + home.folder() + " is deleted.");
        return 0;
    }

    private boolean asked() {
        System.out.print("Delete all data in " + home.folder() + "? [y/N] ");
        System.out.flush();
        Scanner answers = new Scanner(System.in, StandardCharsets.UTF_8);
        return answers.hasNextLine() && answers.nextLine().strip().equalsIgnoreCase("y");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(ResetCommand::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
