package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.operator.ServiceCalls;
import io.atrium.local.platform.Part;
import io.atrium.local.platform.PlatformException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code dead-letters [list|retry]}: the records of topics that services could not process, and having them tried again.
 * Exit code 0; with {@code list} 1 when there is any, with {@code retry} 1 when any failed again.
 */
final class DeadLettersCommand {

    private static final String PATH = "/internal/dead-letters";
    private static final int SHOWN = 1_000;
    private static final int MOST_CALLS = 1_000;

    private final ServiceCalls services;
    private final Console console;

    DeadLettersCommand(ServiceCalls services, Console console) {
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
        JsonArray found = new JsonArray();
        for (Part service : Part.DATABASE_OWNERS) {
            for (String topic : topics(service)) {
                letters(service, topic).forEach(found::add);
            }
        }
        if (json) {
            console.print(new JsonObject().put("items", found).encodePrettily());
        } else if (found.isEmpty()) {
            console.print("There are no dead letters.");
        } else {
            print(found);
        }
        return found.isEmpty() ? 0 : Main.FAILED;
    }

    private List<String> topics(Part service) {
        return services.get(service, PATH + "/topics").getJsonArray("topics").stream()
                .map(String::valueOf)
                .toList();
    }

    private List<JsonObject> letters(Part service, String topic) {
        List<JsonObject> letters = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent() && letters.size() < SHOWN) {
            JsonObject page = services.get(
                    service, PATH + "?limit=200&topic=" + encode(topic) + "&cursor=" + encode(cursor.get()));
            page.getJsonArray("items")
                    .forEach(item -> letters.add(
                            new JsonObject().put("service", service.label()).mergeIn((JsonObject) item)));
            cursor = Optional.ofNullable(page.getString("next_cursor"));
        }
        return letters;
    }

    private void print(JsonArray found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SERVICE", "RECORD", "KEY", "SET ASIDE", "REASON", "DETAIL"));
        found.forEach(each -> {
            JsonObject letter = (JsonObject) each;
            rows.add(List.of(
                    letter.getString("service"),
                    letter.getString("source"),
                    letter.getString("key", ""),
                    letter.getString("at"),
                    letter.getString("reason"),
                    letter.getString("detail")));
        });
        console.table(rows);
    }

    private int retry(List<String> wanted, boolean all, boolean json) {
        if (wanted.isEmpty() != all) {
            throw usage();
        }
        int retried = 0;
        int deadAgain = 0;
        for (Part service : Part.DATABASE_OWNERS) {
            for (String topic : topics(service)) {
                if (all || wanted.contains(topic)) {
                    JsonObject done = retry(service, topic);
                    retried += done.getInteger("retried");
                    deadAgain += done.getInteger("dead_again");
                }
            }
        }
        if (json) {
            console.print(new JsonObject()
                    .put("retried", retried)
                    .put("dead_again", deadAgain)
                    .encodePrettily());
        } else {
            console.print(retried + " records were tried again, " + deadAgain + " of them failed again.");
        }
        return deadAgain == 0 ? 0 : Main.FAILED;
    }

    /** Each call takes the oldest; it ends when all that is left has failed again. */
    private JsonObject retry(Part service, String topic) {
        int retried = 0;
        int deadAgain = 0;
        boolean more = true;
        for (int calls = 0; more && calls < MOST_CALLS; calls++) {
            JsonObject done = services.post(service, PATH + "/retry?topic=" + encode(topic), new JsonObject());
            retried += done.getInteger("retried");
            deadAgain += done.getInteger("dead_again");
            more = done.getBoolean("more") && done.getInteger("dead_again") < done.getInteger("retried");
        }
        return new JsonObject().put("retried", retried).put("dead_again", deadAgain);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static PlatformException usage() {
        return new PlatformException("Usage: ./atrium dead-letters [list] [--json] | retry TOPIC... | retry --all");
    }
}
