package io.atrium.local.command;

import io.atrium.local.operator.ServiceCalls;
import io.atrium.local.topology.Part;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The messages that services have set aside in their outboxes because they cannot be sent. */
final class Quarantine implements SetAside {

    private static final String PATH = "/internal/quarantine";
    private static final int PAGE = 200;
    private static final int SHOWN = 1_000;

    private final ServiceCalls services;

    Quarantine(ServiceCalls services) {
        this.services = services;
    }

    @Override
    public String nothing() {
        return "Nothing is set aside.";
    }

    @Override
    public List<String> columns() {
        return List.of("ID", "TOPIC", "SET ASIDE", "ATTEMPTS", "REASON");
    }

    @Override
    public List<String> row(JsonObject item) {
        return List.of(
                item.getString("id"),
                item.getString("topic"),
                item.getString("set_aside_at"),
                String.valueOf(item.getInteger("attempts")),
                String.valueOf(item.getString("reason")));
    }

    @Override
    public List<JsonObject> items(Part service) {
        List<JsonObject> items = new ArrayList<>();
        String cursor = "0";
        while (cursor != null && items.size() < SHOWN) {
            JsonObject page = services.get(service, PATH + "?limit=" + PAGE + "&cursor=" + cursor);
            page.getJsonArray("items").forEach(item -> items.add((JsonObject) item));
            cursor = page.getString("next_cursor");
        }
        return items;
    }

    @Override
    public Outcome retry(List<String> ids) {
        int retried = 0;
        for (Part service : Part.DATABASE_OWNERS) {
            retried += ids.isEmpty() ? retryAll(service) : retry(service, ids);
        }
        return new Outcome(
                new JsonObject().put("retried", retried),
                retried + " messages are tried again.",
                ids.isEmpty() || retried >= ids.size());
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
}
