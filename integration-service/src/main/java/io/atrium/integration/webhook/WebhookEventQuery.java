package io.atrium.integration.webhook;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.List;

/** A select over the event store, put together from the conditions of a request. */
final class WebhookEventQuery {

    private final String columns;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    WebhookEventQuery(String columns) {
        this.columns = columns;
    }

    /** @param condition SQL with a {@code %s} for each value, in their order */
    WebhookEventQuery and(String condition, Object... arguments) {
        Object[] numbers = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            values.add(arguments[i]);
            numbers[i] = "?" + values.size();
        }
        conditions.add(condition.formatted(numbers));
        return this;
    }

    /** The first rows in this order. */
    Uni<List<Tuple>> list(String order, int most) {
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String sql = "SELECT " + columns + " FROM webhook_event" + where + " ORDER BY " + order;
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql, Tuple.class);
            for (int i = 0; i < values.size(); i++) {
                query.setParameter(i + 1, values.get(i));
            }
            return query.setMaxResults(most).getResultList();
        });
    }
}
