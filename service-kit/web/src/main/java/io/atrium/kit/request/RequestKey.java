package io.atrium.kit.request;

import static java.util.Objects.requireNonNull;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A typed key for one value in the routing context of a request.
 *
 * @param <T> what is kept there
 */
public final class RequestKey<T> {

    private final String name;

    private RequestKey(String name) {
        this.name = requireNonNull(name, "name");
    }

    /** @param name of no other key */
    public static <T> RequestKey<T> of(String name) {
        return new RequestKey<>("atrium." + name);
    }

    public @Nullable T get(RoutingContext context) {
        return context.get(name);
    }

    public T getOrDefault(RoutingContext context, T otherwise) {
        T value = get(context);
        return value == null ? otherwise : value;
    }

    public boolean isSet(RoutingContext context) {
        return get(context) != null;
    }

    public void put(RoutingContext context, T value) {
        context.put(name, requireNonNull(value, name));
    }
}
