package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.platform.Home;
import io.atrium.local.platform.Part;
import io.atrium.local.platform.PlatformException;
import io.atrium.local.process.LogFollower;
import io.atrium.local.process.LogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code logs}: the end of one part's log, and with {@code -f} what is added to it. */
final class LogsCommand {

    private static final int LINES = 200;

    private final Home home;
    private final Console console;

    LogsCommand(Home home, Console console) {
        this.home = home;
        this.console = console;
    }

    int run(List<String> options) throws IOException {
        boolean follow = options.contains("-f") || options.contains("--follow");
        Map<String, Path> logs = Addresses.logs(home);
        logs.put("build", home.logs().resolve("build.log"));
        String wanted = options.stream()
                .filter(option -> !option.startsWith("-"))
                .findFirst()
                .orElseThrow(
                        () -> new PlatformException("Which log? One of " + String.join(", ", logs.keySet()) + "."));
        String name = Part.of(wanted).map(Part::label).orElse(wanted);
        Path log = logs.get(name);
        if (log == null) {
            throw new PlatformException(
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
}
