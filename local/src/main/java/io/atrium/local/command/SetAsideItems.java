package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.topology.Part;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What {@code quarantine} and {@code dead-letters} have in common: listing what is set aside, and having it tried again. */
final class SetAsideItems {

    private final SetAside kind;
    private final Console console;

    SetAsideItems(SetAside kind, Console console) {
        this.kind = kind;
        this.console = console;
    }

    /**
     * Lists what all services have set aside.
     *
     * @return the exit code: 1 when there is any, so that a script can ask
     */
    int list(boolean json) {
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

    /**
     * Has it tried again.
     *
     * @param names empty: all there is
     * @return the exit code: 1 when any was not tried, or failed again
     */
    int retry(List<String> names, boolean json) {
        SetAside.Outcome outcome = kind.retry(names);
        console.print(json ? outcome.counts().encodePrettily() : outcome.line());
        return outcome.good() ? 0 : Main.FAILED;
    }
}
