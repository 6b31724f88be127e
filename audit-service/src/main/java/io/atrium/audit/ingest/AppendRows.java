package io.atrium.audit.ingest;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.ChainLink;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The rows of one appending statement, column by column, as {@code unnest} takes them. */
final class AppendRows {
    private final List<Entry> entries;
    private Collection<ChainHead> heads = List.of();

    AppendRows(int size) {
        entries = new ArrayList<>(size);
    }

    void add(ChainLink link, byte[] hash, Change change, byte[] salt) {
        entries.add(new Entry(link, hash, change, salt));
    }

    void heads(Collection<ChainHead> moved) {
        heads = moved;
    }

    Tuple toTuple() {
        Tuple tuple = Tuple.tuple();
        tuple.addArrayOfUUID(column(each -> each.link().organizationId(), UUID[]::new));
        tuple.addArrayOfLocalDate(column(each -> month(each.link().recordedAt()), LocalDate[]::new));
        tuple.addArrayOfLong(column(each -> each.link().seq(), Long[]::new));
        tuple.addArrayOfUUID(column(each -> each.link().eventId(), UUID[]::new));
        tuple.addArrayOfOffsetDateTime(column(each -> utc(each.link().recordedAt()), OffsetDateTime[]::new));
        tuple.addArrayOfBoolean(column(each -> each.link().clockSkew(), Boolean[]::new));
        addBytes(tuple, each -> each.link().digest());
        addBytes(tuple, Entry::hash);
        for (AuditColumn column : AuditColumn.values()) {
            tuple.addValue(column(each -> each.change().columns().get(column), size ->
                    (Object[]) Array.newInstance(column.valueType(), size)));
        }
        tuple.addArrayOfString(column(each -> each.change().canonical(), String[]::new));
        addBytes(tuple, Entry::salt);
        tuple.addArrayOfUUID(heads.stream().map(ChainHead::organizationId).toArray(UUID[]::new));
        tuple.addArrayOfLong(heads.stream().map(ChainHead::seq).toArray(Long[]::new));
        tuple.addValue(heads.stream().map(each -> Buffer.buffer(each.hash())).toArray(Buffer[]::new));
        tuple.addArrayOfOffsetDateTime(
                heads.stream().map(each -> utc(each.recordedAt())).toArray(OffsetDateTime[]::new));
        return tuple;
    }

    private <T> T[] column(Function<Entry, T> value, IntFunction<T[]> array) {
        return entries.stream().map(value).toArray(array);
    }

    private void addBytes(Tuple tuple, Function<Entry, byte[]> value) {
        tuple.addValue(entries.stream().map(value).map(Buffer::buffer).toArray(Buffer[]::new));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static LocalDate month(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }

    private record Entry(ChainLink link, byte[] hash, Change change, byte[] salt) {}
}
