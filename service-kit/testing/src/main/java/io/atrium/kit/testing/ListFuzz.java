package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries every list of the running service, and every other GET with parameters in its query, as the OpenAPI document
 * tells them: hostile values for each parameter, cursors that were changed or belong elsewhere, and paging through. A
 * new list is covered at once. Nothing may answer with a 5xx or log at ERROR, what is not valid is 422 on its
 * parameter, and each row comes exactly once with the cursors that the list itself made.
 */
public final class ListFuzz {

    private static final int OK = 200;
    private static final int INVALID = 422;
    private static final int MOST_PAGES = 1000;

    private final FuzzClient caller;
    private final FuzzClient otherCaller;

    private ListFuzz(String token, String otherToken) {
        caller = new FuzzClient(token);
        otherCaller = new FuzzClient(otherToken);
    }

    /**
     * Runs all of it.
     *
     * @param token of somebody who may read each list, and whose lists have two rows or more
     * @param otherToken the same of another organization; of the same one where a list is over all of them
     */
    public static void run(String token, String otherToken) {
        try (ErrorLog log = ErrorLog.watch()) {
            new ListFuzz(token, otherToken).run();
            assertThat(log.lines()).as("lines at ERROR").isEmpty();
        }
    }

    private void run() {
        List<FuzzOperation> operations =
                FuzzOperation.of(caller.get("/q/openapi?format=json").json());
        assertThat(operations).as("operations with a query").isNotEmpty();
        Map<FuzzOperation, String> cursors = new LinkedHashMap<>();
        for (FuzzOperation operation : operations) {
            assertThat(caller.get(operation.path()).status())
                    .as(operation.path())
                    .isEqualTo(OK);
            if (operation.isList()) {
                cursors.put(operation, pageThrough(operation));
            }
        }
        operations.forEach(this::tryParameters);
        cursors.forEach((operation, cursor) -> {
            tryChangedCursors(operation, cursor);
            tryOtherLists(operation, cursors);
        });
    }

    /** Answers the cursor after the first row. */
    private String pageThrough(FuzzOperation list) {
        List<String> single = new ArrayList<>();
        String first = null;
        String next = null;
        do {
            FuzzReply page = caller.get(list.with("limit", "1") + (next == null ? "" : "&cursor=" + next));
            assertThat(page.status())
                    .as("a page of " + list.path() + ": " + page.body())
                    .isEqualTo(OK);
            page.json().path("items").forEach(item -> single.add(identity(item)));
            next = page.json().path("next_cursor").textValue();
            first = first == null ? next : first;
        } while (next != null && single.size() < MOST_PAGES);
        assertThat(first)
                .as(list.path() + " has two rows or more to be tried with")
                .isNotNull();
        assertThat(single).as("rows of " + list.path()).doesNotHaveDuplicates();
        // A search may itself add a row at the newest end meanwhile.
        assertThat(Collections.indexOfSubList(all(list), single))
                .as("the rows of " + list.path() + " one by one, " + single + ", in those of whole pages")
                .isNotNegative();
        return String.valueOf(first);
    }

    private List<String> all(FuzzOperation list) {
        List<String> rows = new ArrayList<>();
        String next = null;
        do {
            FuzzReply page = caller.get(list.with("limit", "200") + (next == null ? "" : "&cursor=" + next));
            page.json().path("items").forEach(item -> rows.add(identity(item)));
            next = page.json().path("next_cursor").textValue();
        } while (next != null);
        return rows;
    }

    private static String identity(JsonNode item) {
        JsonNode id = item.has("id") ? item.path("id") : item.path("external_id");
        return id.isMissingNode() ? item.toString() : id.asText();
    }

    private void tryParameters(FuzzOperation operation) {
        for (FuzzParameter parameter : operation.parameters()) {
            for (String value : HostileValues.share(HostileValues.TEXTS)) {
                FuzzReply reply = caller.get(operation.with(parameter.name(), value));
                String tried = parameter.name() + "=" + value + " of " + operation.path();
                assertThat(reply.status()).as(tried).isIn(OK, INVALID);
                if (reply.status() == INVALID) {
                    refused(reply, parameter.name(), tried);
                } else {
                    assertThat(parameter.mayTake(value))
                            .as(tried + " was taken")
                            .isTrue();
                }
            }
            String good = parameter.good();
            refused(
                    caller.get(operation.with(parameter.name(), good) + "&" + parameter.name() + "=" + good),
                    parameter.name(),
                    parameter.name() + " twice at " + operation.path());
            for (String raw : HostileValues.share(HostileValues.BROKEN_ESCAPES)) {
                assertThat(caller.rawStatus(operation.path() + "?" + parameter.name() + "=" + raw))
                        .as(raw + " as " + parameter.name() + " of " + operation.path())
                        .isBetween(OK, 499);
            }
        }
    }

    private void tryChangedCursors(FuzzOperation list, String cursor) {
        for (String changed : HostileValues.share(HostileValues.changed(cursor))) {
            refused(caller.get(list.with("cursor", changed)), "cursor", changed + " at " + list.path());
        }
        for (FuzzParameter filter : list.filters()) {
            refused(
                    caller.get(list.with("cursor", cursor) + "&" + filter.name() + "="
                            + FuzzClient.encoded(filter.good())),
                    "cursor",
                    "the cursor of " + list.path() + " with " + filter.name());
            String filtered = list.with(filter.name(), filter.good());
            assertThat(caller.get(filtered).status()).as(filtered).isEqualTo(OK);
        }
    }

    private void tryOtherLists(FuzzOperation list, Map<FuzzOperation, String> cursors) {
        cursors.forEach((other, cursor) -> {
            if (!other.equals(list)) {
                refused(
                        caller.get(list.with("cursor", cursor)),
                        "cursor",
                        "the cursor of " + other.path() + " at " + list.path());
            }
        });
        if (!otherCaller.isLike(caller)) {
            String own = String.valueOf(cursors.get(list));
            refused(
                    otherCaller.get(list.with("cursor", own)),
                    "cursor",
                    "another organization's cursor of " + list.path());
        }
    }

    private static void refused(FuzzReply reply, String field, String tried) {
        assertThat(reply.status()).as(tried + ": " + reply.body()).isEqualTo(INVALID);
        assertThat(reply.contentType()).as(tried).startsWith("application/problem+json");
        assertThat(reply.json().path("code").asText()).as(tried).isEqualTo("VALIDATION_FAILED");
        assertThat(reply.json().path("errors").path(0).path("field").asText())
                .as(tried)
                .isEqualTo(field);
    }
}
