package io.atrium.audit.trail;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conditions on events of one organization, in SQL. Columns and operators come from code, values are parameters. */
final class EventQuery {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    EventQuery(UUID organizationId) {
        and("organization_id", "=", organizationId);
    }

    private EventQuery(EventQuery other) {
        conditions.addAll(other.conditions);
        values.addAll(other.values);
    }

    /** Adds a condition; a null value is none. */
    EventQuery and(String column, String operator, @Nullable Object value) {
        if (value != null) {
            conditions.add(column + " " + operator + " " + next());
            values.add(value);
        }
        return this;
    }

    /** This query, narrowed to events not older than {@code floor} that have the text in one of their values. */
    EventQuery containing(String text, @Nullable Long floor) {
        EventQuery narrowed = new EventQuery(this).and("seq", ">=", floor);
        narrowed.conditions.add("position(" + narrowed.next() + " IN words) > 0");
        narrowed.values.add(text);
        return narrowed;
    }

    String conditions() {
        return String.join(" AND ", conditions);
    }

    /** The parameter behind those of the conditions. */
    String next() {
        return "$" + (values.size() + 1);
    }

    /** The values of the conditions, and one for {@link #next()}. */
    Tuple values(int last) {
        return Tuple.from(values).addInteger(last);
    }
}
