package io.atrium.local.command;

import io.atrium.local.topology.Part;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One kind of what services have set aside, for {@link SetAsideItems} to list and to have tried again. */
interface SetAside {

    /** What is said when there is none. */
    String nothing();

    List<String> columns();

    /** An item's row under the columns. */
    List<String> row(JsonObject item);

    /** What a service has set aside, a bounded number of it. */
    List<JsonObject> items(Part service);

    /**
     * Has it tried again by all services.
     *
     * @param names empty: all there is
     */
    Outcome retry(List<String> names);

    /**
     * What came of trying again.
     *
     * @param counts for {@code --json}
     * @param line for people
     * @param good whether all of it was tried, and nothing failed again
     */
    record Outcome(JsonObject counts, String line, boolean good) {}
}
