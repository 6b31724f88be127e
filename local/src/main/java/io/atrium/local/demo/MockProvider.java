package io.atrium.local.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * One mock provider through its control API, as one of its customers.
 *
 * @param name user, payment or communication, which is also the webhooks' source
 * @param data the provider's name of its records in the synced data
 */
record MockProvider(String name, String data, Api api) {

    void sendWebhooksTo(String url, String secret) {
        api.post(
                        "/control/webhooks/targets",
                        new JsonObject().put("url", url).put("secret", secret).put("source", name))
                .expect(201);
    }

    /** Makes changes at the provider, each with its webhook. */
    Reply push(int count) {
        return api.post("/control/webhooks/send", new JsonObject().put("count", count))
                .expect(200);
    }

    Reply pushForged() {
        return api.post(
                        "/control/webhooks/send",
                        new JsonObject()
                                .put("count", 1)
                                .put("signing", "wrong_secret")
                                .put("max_attempts", 1))
                .expect(200);
    }

    /** One change whose webhook is delivered twice. */
    Reply pushTwice() {
        api.put("/control/faults", new JsonObject().put("duplicates", true)).expect(200);
        Reply sent = push(1);
        api.delete("/control/faults").expect(204);
        return sent;
    }

    static JsonObject firstResult(Reply sent) {
        JsonArray results = sent.json().getJsonArray("results");
        if (results == null || results.isEmpty()) {
            throw sent.unlike("results");
        }
        return results.getJsonObject(0);
    }
}
