package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.platform.Part;
import io.atrium.local.platform.PlatformException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code quarantine} and {@code dead-letters}: {@code [list|retry]} of what services have set aside. Exit code 0; with
 * {@code list} 1 when there is any, so that a script can ask; with {@code retry} 1 when any was not tried or failed again.
 */
final class SetAsideCommand {

    private final SetAside kind;
    private final Console console;

    SetAsideCommand(SetAside kind, Console console) {
        this.kind = kind;
        this.console = console;
    }

    int run(List<String> options) {
        boolean json = options.contains("--json");
        List<String> words =
                options.stream().filter(option -> !option.startsWith("--")).toList();
        String verb = words.isEmpty() ? "list" : words.get(0);
        return switch (verb) {
            case "list" -> list(json);
            case "retry" -> retry(words.subList(1, words.size()), options.contains("--all"), json);
            default -> throw usage();
        };
    }

    private int list(boolean json) {
        List<JsonObject> found = new ArrayList<>();
        for (Part service : Part.DATABASE_OWNERS) {
            kind.items(service)
                    .forEach(item -> found.add(
                            new JsonObject().put("service", service.label()).mergeIn(item)));
        }
        if (json) {
            console.print(new JsonObject().put("items", new JsonArray(found)).encodePrettily());
        } else if (found.isEmpty()) {
            console.print(kind.nothing());
        } else {
            print(found);
        }
        return found.isEmpty() ? 0 : Main.FAILED;
    }

    private void print(List<JsonObject> found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("SERVICE", kind.columns()));
        found.forEach(item -> rows.add(row(item.getString("service"), kind.row(item))));
        console.table(rows);
    }

    private static List<String> row(String first, List<String> others) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(others);
        return row;
    }

    private int retry(List<String> names, boolean all, boolean json) {
        if (names.isEmpty() != all || !names.stream().allMatch(kind::isName)) {
            throw usage();
        }
        SetAside.Outcome outcome = kind.retry(names);
        console.print(json ? outcome.counts().encodePrettily() : outcome.line());
        return outcome.good() ? 0 : Main.FAILED;
    }

    private PlatformException usage() {
        return new PlatformException("Usage: ./atrium %s".formatted(kind.usage()));
    }
}
