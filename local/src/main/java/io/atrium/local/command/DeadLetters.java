package io.atrium.local.command;

import io.atrium.local.operator.ServiceCalls;
import io.atrium.local.topology.Part;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of topics that services could not process. */
final class DeadLetters implements SetAside {

    private static final String PATH = "/internal/dead-letters";
    private static final int SHOWN = 1_000;
    private static final int MOST_CALLS = 1_000;

    private final ServiceCalls services;

    DeadLetters(ServiceCalls services) {
        this.services = services;
    }

    @Override
    public String nothing() {
        return "There are no dead letters.";
    }

    @Override
    public List<String> columns() {
        return List.of("RECORD", "KEY", "SET ASIDE", "REASON", "DETAIL");
    }

    @Override
    public List<String> row(JsonObject letter) {
        return List.of(
                letter.getString("source"),
                letter.getString("key", ""),
                letter.getString("at"),
                letter.getString("reason"),
                letter.getString("detail"));
    }

    @Override
    public List<JsonObject> items(Part service) {
        return topics(service).stream()
                .flatMap(topic -> letters(service, topic).stream())
                .toList();
    }

    @Override
    public Outcome retry(List<String> wanted) {
        int retried = 0;
        int deadAgain = 0;
        for (Part service : Part.DATABASE_OWNERS) {
            for (String topic : topics(service)) {
                if (wanted.isEmpty() || wanted.contains(topic)) {
                    JsonObject done = retry(service, topic);
                    retried += done.getInteger("retried");
                    deadAgain += done.getInteger("dead_again");
                }
            }
        }
        return new Outcome(
                new JsonObject().put("retried", retried).put("dead_again", deadAgain),
                retried + " records were tried again, " + deadAgain + " of them failed again.",
                deadAgain == 0);
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
            page.getJsonArray("items").forEach(item -> letters.add((JsonObject) item));
            cursor = Optional.ofNullable(page.getString("next_cursor"));
        }
        return letters;
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
}
