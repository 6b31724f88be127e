package io.atrium.local.demo;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a call was answered. */
record Reply(String call, int status, String body) {

    /** This reply, or the failure of the step when it has another status. */
    Reply expect(int expected) {
        if (status != expected) {
            throw unlike("status " + expected);
        }
        return this;
    }

    JsonObject json() {
        try {
            return new JsonObject(body);
        } catch (DecodeException e) {
            throw unlike("a JSON object");
        }
    }

    /** A text of the reply's object that must be there. */
    String text(String field) {
        Object value = json().getValue(field);
        if (value == null) {
            throw unlike("a field " + field);
        }
        return value.toString();
    }

    /** The items of a list. */
    List<JsonObject> items() {
        JsonArray items = json().getJsonArray("items");
        if (items == null) {
            throw unlike("a list with items");
        }
        return items.stream().map(JsonObject.class::cast).toList();
    }

    StepFailedException unlike(String expected) {
        return new StepFailedException(call, expected, status + " " + body);
    }
}
