package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.settings.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What a command line answered. */
record CommandRun(int code, String out, String err) {

    /** Runs a command line, its words apart by one blank, on a platform whose checkout and state are in a folder. */
    static CommandRun of(Path folder, Map<String, String> environment, String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Context context = new Context(
                new Home(folder, folder.resolve("state")), environment, new Console(outStream, errStream, false));
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
        int code = Commands.of(context, outStream, errStream, arguments).execute(arguments);
        return new CommandRun(code, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
