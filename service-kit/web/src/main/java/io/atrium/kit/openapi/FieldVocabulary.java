package io.atrium.kit.openapi;

import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.PageRequest;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the name of a field says of its text: a name means the same all over the API. */
final class FieldVocabulary {

    /** No text is longer than the largest body and the largest message. */
    private static final int LONGEST_TEXT = 1024 * 1024;

    private static final int LONGEST_LIST = 10_000;

    /** A longer one is answered 422, or leaves no room in the query for a cursor. */
    private static final int LONGEST_FILTER = 3500;

    /** What a database can hold: services refuse the character NUL in whatever is sent. */
    private static final String TEXT = "^[^\\x00]*$";

    private static final String SHA_256 = "^[0-9a-f]{64}$";
    private static final String ADDRESS = "^[0-9a-fA-F.:]+$";
    private static final String HEADER_NAME = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$";
    private static final String BASE64_URL = "^[A-Za-z0-9_-]+$";
    private static final String CURSOR = "^[A-Za-z0-9_-]*$";

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("next_cursor", new Rule(Cursors.MAX_LENGTH, null, CURSOR)),
            Map.entry("access_token", new Rule(8192, null, "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$")),
            Map.entry("refresh_token", new Rule(8192, null, "^[!-~]+$")),
            Map.entry("token_type", new Rule(6, null, "^Bearer$")),
            Map.entry("kid", new Rule(128, null, BASE64_URL)),
            Map.entry("n", new Rule(2048, null, BASE64_URL)),
            Map.entry("e", new Rule(16, null, BASE64_URL)),
            Map.entry("user_agent", new Rule(CallerContext.MAX_USER_AGENT, null, TEXT)),
            Map.entry("password", new Rule(512, "password", null)),
            Map.entry("email", new Rule(254, "idn-email", null)),
            Map.entry("username", new Rule(63, null, TEXT)),
            Map.entry("first_name", new Rule(100, null, TEXT)),
            Map.entry("last_name", new Rule(100, null, TEXT)),
            Map.entry("name", new Rule(200, null, TEXT)),
            Map.entry("organization_name", new Rule(200, null, TEXT)),
            Map.entry("domain", new Rule(253, "idn-hostname", null)),
            Map.entry("subdomain", new Rule(63, null, "^[a-z0-9-]+$")),
            Map.entry("ip", new Rule(45, null, ADDRESS)),
            Map.entry("client_ip", new Rule(45, null, ADDRESS)),
            Map.entry("base_url", new Rule(2000, "iri", null)),
            Map.entry("url", new Rule(2048, "uri", null)),
            Map.entry("jwks_uri", new Rule(2048, "uri", null)),
            Map.entry("issuer", new Rule(2048, "uri", null)),
            Map.entry("header", new Rule(100, null, HEADER_NAME)),
            Map.entry("timestamp_header", new Rule(100, null, HEADER_NAME)),
            Map.entry("external_id", new Rule(512, null, TEXT)),
            Map.entry("digest", new Rule(64, null, SHA_256)),
            Map.entry("hash", new Rule(64, null, SHA_256)),
            Map.entry("payload_base64", new Rule(4 * ((LONGEST_TEXT + 2) / 3), "byte", null)));

    private static final Map<String, Integer> LISTS = Map.of("items", PageRequest.MAX_LIMIT, "secrets", 2, "steps", 3);

    private FieldVocabulary() {}

    private record Rule(
            int most, @Nullable String format, @Nullable String pattern) {}

    /** Adds what a text of this name is known to be, and at least what every text is. */
    static void describe(String name, Schema schema) {
        Rule rule = RULES.getOrDefault(name, new Rule(LONGEST_TEXT, null, TEXT));
        if (schema.getMaxLength() == null) {
            schema.setMaxLength(rule.most);
        }
        if (schema.getFormat() == null && schema.getPattern() == null) {
            if (rule.format != null) {
                schema.setFormat(rule.format);
            } else {
                schema.setPattern(rule.pattern);
            }
        }
    }

    /** The same for a parameter. */
    static void describeParameter(String name, Schema schema) {
        if (schema.getMaxLength() == null) {
            schema.setMaxLength(name.equals("cursor") ? Cursors.MAX_LENGTH : LONGEST_FILTER);
        }
        if (schema.getFormat() == null && schema.getPattern() == null) {
            schema.setPattern(name.equals("cursor") ? CURSOR : TEXT);
        }
    }

    static int maxItems(String name) {
        return LISTS.getOrDefault(name, LONGEST_LIST);
    }
}
