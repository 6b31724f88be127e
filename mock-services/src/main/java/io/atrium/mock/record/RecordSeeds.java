package io.atrium.mock.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.mock.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Believable records, the same ones each time for the same provider and credential. */
final class RecordSeeds {

    private static final long FIRST_DAY = Instant.parse("2026-01-01T08:00:00Z").toEpochMilli();
    private static final long STEP = Duration.ofHours(7).toMillis();
    private static final int RUN_WITH_SAME_TIME = 10;

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Noor", "Mateo", "Ines", "Yuki", "Amara", "Jonas", "Priya", "Liam", "Zofia", "Omar", "Chloé");
    private static final List<String> LAST_NAMES =
            List.of("Larsen", "Okafor", "Silva", "Tanaka", "Weber", "Novak", "Haddad", "O'Neill", "Costa", "Łukasik");
    private static final List<String> DEPARTMENTS = List.of("Finance", "Sales", "Support", "Engineering", "Operations");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "JPY");
    private static final List<String> METHODS = List.of("card", "sepa_debit", "bank_transfer", "wallet");
    private static final List<String> CHANNELS = List.of("email", "sms", "push");
    private static final List<String> TEMPLATES = List.of("welcome", "receipt", "password-reset", "reminder", "digest");
    private static final List<String> PAYMENT_STATES = List.of("pending", "succeeded", "failed", "refunded");
    private static final List<String> MESSAGE_STATES = List.of("sent", "delivered", "failed", "opened");

    private final Provider provider;
    private final String credential;
    private SplittableRandom random;

    RecordSeeds(Provider provider, String credential) {
        this.provider = provider;
        this.credential = credential;
        this.random = new SplittableRandom(seed());
    }

    /** The first records of a credential, in their order. */
    StoredRecord[] first(int count, boolean sameTime) {
        random = new SplittableRandom(seed());
        StoredRecord[] records = new StoredRecord[count];
        for (int n = 0; n < count; n++) {
            long updatedAt = FIRST_DAY + (sameTime ? 0 : n / RUN_WITH_SAME_TIME) * STEP;
            records[n] = StoredRecord.of(id(), FIRST_DAY, updatedAt, 1, fields());
        }
        return records;
    }

    String id() {
        return provider.idPrefix() + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** The fields of a record that did not exist before, in the first state of its life. */
    ObjectNode fresh() {
        ObjectNode fields = fields();
        return switch (provider) {
            case USER -> fields.put("status", "active");
            case PAYMENT -> fields.put("status", "pending");
            case COMMUNICATION -> fields.put("status", "sent");
        };
    }

    /** Fields after an ordinary edit. */
    ObjectNode edited(ObjectNode fields) {
        return provider == Provider.USER ? fields.put("department", oneOf(DEPARTMENTS)) : fields;
    }

    private ObjectNode fields() {
        return switch (provider) {
            case USER -> user();
            case PAYMENT -> payment();
            case COMMUNICATION -> message();
        };
    }

    private ObjectNode user() {
        String first = oneOf(FIRST_NAMES);
        String last = oneOf(LAST_NAMES);
        String username =
                ascii(first) + "." + ascii(last) + "." + HexFormat.of().toHexDigits((short) random.nextInt());
        return Json.object()
                .put("email", username + "@example.com")
                .put("username", username)
                .put("first_name", first)
                .put("last_name", last)
                .put("department", oneOf(DEPARTMENTS))
                .put("status", random.nextInt(10) == 0 ? "inactive" : "active");
    }

    private ObjectNode payment() {
        return Json.object()
                .put("customer_id", "usr_" + HexFormat.of().toHexDigits(random.nextLong()))
                .put("amount_minor", 100 + random.nextInt(500_000))
                .put("currency", oneOf(CURRENCIES))
                .put("status", oneOf(PAYMENT_STATES))
                .put("method", oneOf(METHODS))
                .put("description", "Order " + (10_000 + random.nextInt(90_000)));
    }

    private ObjectNode message() {
        String channel = oneOf(CHANNELS);
        String template = oneOf(TEMPLATES);
        String recipient = "email".equals(channel)
                ? ascii(oneOf(FIRST_NAMES)) + "@example.com"
                : "+1555" + (1_000_000 + random.nextInt(9_000_000));
        return Json.object()
                .put("channel", channel)
                .put("recipient", recipient)
                .put("subject", "Your " + template.replace('-', ' '))
                .put("template", template)
                .put("status", oneOf(MESSAGE_STATES));
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String ascii(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private long seed() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((provider.label() + "\n" + credential).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
