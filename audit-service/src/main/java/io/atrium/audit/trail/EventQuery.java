package io.atrium.audit.trail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conditions on events of one organization. */
final class EventQuery {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    EventQuery(UUID organizationId) {
        and("organizationId", "=", organizationId);
    }

    private EventQuery(EventQuery other) {
        conditions.addAll(other.conditions);
        parameters.putAll(other.parameters);
    }

    /** Adds a condition; a null value is none. The name and operator come from code, the value is a parameter. */
    EventQuery and(String field, String operator, @Nullable Object value) {
        if (value != null) {
            String parameter = "p" + parameters.size();
            conditions.add(field + " " + operator + " :" + parameter);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** This query, narrowed to events not older than {@code floor} that have the text in one of their values. */
    EventQuery containing(String text, @Nullable Long floor) {
        EventQuery narrowed = new EventQuery(this).and("seq", ">=", floor);
        narrowed.conditions.add("locate(:text, words) > 0");
        narrowed.parameters.put("text", text);
        return narrowed;
    }

    String conditions() {
        return String.join(" and ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
