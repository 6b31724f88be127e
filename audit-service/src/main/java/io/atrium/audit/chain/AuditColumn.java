package io.atrium.audit.chain;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code audit_payloads} that repeat a part of the record, so that events are listed and found by them.
 * This is their one list: appending, reading and verifying go by it. Its order is that of the values of a row.
 */
public enum AuditColumn {
    ACTION(record -> record.change().action()),
    RESOURCE_TYPE(record -> record.change().resourceType()),
    RESOURCE_ID(record -> record.change().resourceId()),
    OUTCOME(record -> record.change().outcome().name()),
    ACTOR_TYPE(record -> record.change().actor().type().name()),
    ACTOR_ID(record -> record.change().actor().id()),
    IP(record -> record.change().ip()),
    REQUEST_ID(record -> record.change().requestId()),
    OCCURRED_AT(OffsetDateTime.class, record -> record.occurredAt().atOffset(ZoneOffset.UTC)),
    WORDS(AuditRecord::words);

    private final Class<?> valueType;
    private final Function<AuditRecord, @Nullable Object> value;

    AuditColumn(Function<AuditRecord, @Nullable Object> value) {
        this(String.class, value);
    }

    AuditColumn(Class<?> valueType, Function<AuditRecord, @Nullable Object> value) {
        this.valueType = valueType;
        this.value = value;
    }

    /** Its name in SQL. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its values are in Java: {@code String}, or {@code OffsetDateTime} in UTC. */
    public Class<?> valueType() {
        return valueType;
    }

    /** Its type in SQL. */
    public String sqlType() {
        return valueType == String.class ? "text" : "timestamptz";
    }

    /** The names of columns, separated by commas, in order. */
    public static String columns(Collection<AuditColumn> columns) {
        return columns.stream().sorted().map(AuditColumn::column).collect(Collectors.joining(", "));
    }

    /** What the columns beside a record must hold. */
    public static Map<AuditColumn, @Nullable Object> of(AuditRecord record) {
        return values(EnumSet.allOf(AuditColumn.class), column -> column.value.apply(record));
    }

    /** The values of some columns; null is one. */
    public static Map<AuditColumn, @Nullable Object> values(
            Collection<AuditColumn> columns, Function<AuditColumn, @Nullable Object> value) {
        Map<AuditColumn, @Nullable Object> values = new EnumMap<>(AuditColumn.class);
        for (AuditColumn column : columns) {
            values.put(column, value.apply(column));
        }
        return Collections.unmodifiableMap(values);
    }

    /** The text of this column among those of a row. */
    public @Nullable String text(Map<AuditColumn, @Nullable Object> row) {
        return (String) row.get(this);
    }
}
