package io.atrium.integration.provider;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.atrium.integration.record.JsonScan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"items": […], "next_cursor": …}}; each item as it is written, with the members that order it. */
final class PageReader {

    private static final Set<String> NAMES = Set.of("id", "updated_at", "version", "deleted");
    private static final int MOST_ITEMS = 10_000;
    private static final int LONGEST_CURSOR = 4096;

    private PageReader() {}

    static ProviderPage read(byte[] body, @Nullable Instant date) {
        try (JsonScan scan = new JsonScan(body)) {
            ProviderPage page = page(scan, date);
            scan.requireEnd();
            return page;
        } catch (IOException e) {
            throw new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, "The response is not JSON");
        }
    }

    private static ProviderPage page(JsonScan scan, @Nullable Instant date) throws IOException {
        if (scan.next() != JsonToken.START_OBJECT) {
            throw noPage();
        }
        List<ProviderPage.Item> items = null;
        JsonNode cursor = MissingNode.getInstance();
        String name = scan.nextName();
        while (name != null) {
            scan.next();
            if (name.equals("items") && scan.isAt(JsonToken.START_ARRAY)) {
                items = items(scan);
            } else if (name.equals("items")) {
                throw noPage();
            } else if (name.equals("next_cursor")) {
                cursor = scan.value();
            } else {
                scan.value();
            }
            name = scan.nextName();
        }
        if (items == null || !(cursor.isTextual() || cursor.isNull() || cursor.isMissingNode())) {
            throw noPage();
        }
        return new ProviderPage(items, cursor(cursor), date);
    }

    private static List<ProviderPage.Item> items(JsonScan scan) throws IOException {
        List<ProviderPage.Item> items = new ArrayList<>();
        while (scan.next() != JsonToken.END_ARRAY) {
            if (items.size() == MOST_ITEMS) {
                throw new ProviderException(
                        ProviderFault.PROVIDER_BAD_RESPONSE, "The page has more than " + MOST_ITEMS + " items");
            }
            if (scan.isAt(JsonToken.START_OBJECT)) {
                JsonScan.Selected item = scan.object(NAMES);
                items.add(new ProviderPage.Item(item.kept(), item.text()));
            } else {
                JsonNode value = scan.value();
                items.add(new ProviderPage.Item(value, value.toString()));
            }
        }
        return items;
    }

    private static @Nullable String cursor(JsonNode next) {
        String cursor = next.isTextual() ? next.textValue() : "";
        if (cursor.length() > LONGEST_CURSOR) {
            throw new ProviderException(
                    ProviderFault.PROVIDER_BAD_RESPONSE,
                    "The answer's cursor has more than " + LONGEST_CURSOR + " characters");
        }
        return cursor.isEmpty() ? null : cursor;
    }

    private static ProviderException noPage() {
        return new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, "The response is not a page of a list");
    }
}
