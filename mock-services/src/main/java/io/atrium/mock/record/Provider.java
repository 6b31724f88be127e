package io.atrium.mock.record;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The three providers: what they are called, what they hold, what they tell. */
public enum Provider {
    USER("users", "usr_", List.of("user.created", "user.updated", "user.deleted")),
    PAYMENT("payments", "pay_", List.of("payment.created", "payment.succeeded", "payment.failed", "payment.refunded")),
    COMMUNICATION("messages", "msg_", List.of("message.sent", "message.delivered", "message.failed", "message.opened"));

    private final String collection;
    private final String idPrefix;
    private final List<String> types;

    Provider(String collection, String idPrefix, List<String> types) {
        this.collection = collection;
        this.idPrefix = idPrefix;
        this.types = types;
    }

    /** Name in configuration and metrics: {@code user}, {@code payment}, {@code communication}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** First segment of the path of its records. */
    public String collection() {
        return collection;
    }

    String idPrefix() {
        return idPrefix;
    }

    /** Every type of webhook it sends. The first one tells of a record that is new. */
    public List<String> types() {
        return types;
    }

    /** Types that leave the number of records as it is or greater. */
    public List<String> harmlessTypes() {
        return types.stream().filter(type -> !type.endsWith(".deleted")).toList();
    }

    /** The type that tells of a change, or null when this provider has none for it. */
    public @Nullable String typeOf(Change change) {
        if (this == USER) {
            return "user." + change.kind().name().toLowerCase(Locale.ROOT);
        }
        if (change.kind() == Change.Kind.DELETED) {
            return null;
        }
        String noun = types.get(0).substring(0, types.get(0).indexOf('.') + 1);
        String told = noun + change.record().status();
        return types.contains(told) ? told : types.get(0);
    }
}
