package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.operator.ServiceCalls;
import io.atrium.local.platform.Part;
import io.atrium.local.platform.PlatformException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code quarantine [list|retry]}: the messages that services have set aside in their outboxes because they cannot be
 * sent, and having them tried again. Exit code 0; with {@code list} 1 when there is any, so that a script can ask.
 */
final class QuarantineCommand {

    private static final String PATH = "/internal/quarantine";
    private static final int PAGE = 200;
    private static final int SHOWN = 1_000;
    private static final int ID_LENGTH = 36;

    private final ServiceCalls services;
    private final Console console;

    QuarantineCommand(ServiceCalls services, Console console) {
        this.services = services;
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
        Map<String, JsonArray> found = new TreeMap<>();
        Part.DATABASE_OWNERS.forEach(service -> found.put(service.label(), items(service)));
        boolean any = found.values().stream().anyMatch(items -> !items.isEmpty());
        if (json) {
            JsonArray all = new JsonArray();
            found.forEach((service, items) -> items.forEach(
                    item -> all.add(new JsonObject().put("service", service).mergeIn((JsonObject) item))));
            console.print(new JsonObject().put("items", all).encodePrettily());
        } else if (any) {
            print(found);
        } else {
            console.print("Nothing is set aside.");
        }
        return any ? Main.FAILED : 0;
    }

    private JsonArray items(Part service) {
        JsonArray items = new JsonArray();
        String cursor = "0";
        while (cursor != null && items.size() < SHOWN) {
            JsonObject page = services.get(service, PATH + "?limit=" + PAGE + "&cursor=" + cursor);
            page.getJsonArray("items").forEach(items::add);
            cursor = page.getString("next_cursor");
        }
        return items;
    }

    private void print(Map<String, JsonArray> found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SERVICE", "ID", "TOPIC", "SET ASIDE", "ATTEMPTS", "REASON"));
        found.forEach((service, items) -> items.forEach(each -> {
            JsonObject item = (JsonObject) each;
            rows.add(List.of(
                    service,
                    item.getString("id"),
                    item.getString("topic"),
                    item.getString("set_aside_at"),
                    String.valueOf(item.getInteger("attempts")),
                    String.valueOf(item.getString("reason"))));
        }));
        console.table(rows);
    }

    private int retry(List<String> ids, boolean all, boolean json) {
        if (ids.isEmpty() != all || ids.stream().anyMatch(id -> id.length() != ID_LENGTH)) {
            throw usage();
        }
        int retried = 0;
        for (Part service : Part.DATABASE_OWNERS) {
            retried += all ? retryAll(service) : retry(service, ids);
        }
        if (json) {
            console.print(new JsonObject().put("retried", retried).encodePrettily());
        } else {
            console.print(retried + " messages are tried again.");
        }
        return all || retried >= ids.size() ? 0 : Main.FAILED;
    }

    private int retry(Part service, List<String> ids) {
        int retried = 0;
        for (String id : ids) {
            retried += services.post(service, PATH + "/retry", new JsonObject().put("id", id))
                    .getInteger("retried");
        }
        return retried;
    }

    /** Each call takes the oldest 1,000; what is set aside again meanwhile is not taken up without end. */
    private int retryAll(Part service) {
        int retried = 0;
        long remaining = 1;
        for (int calls = 0; remaining > 0 && calls < SHOWN; calls++) {
            JsonObject done = services.post(service, PATH + "/retry", new JsonObject().put("all", true));
            retried += done.getInteger("retried");
            remaining = done.getInteger("retried") == 0 ? 0 : done.getLong("remaining");
        }
        return retried;
    }

    private static PlatformException usage() {
        return new PlatformException("Usage: ./atrium quarantine [list] [--json] | retry ID... | retry --all");
    }
}
