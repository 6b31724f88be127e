package io.atrium.kit.http;

import io.atrium.kit.paging.Cursors;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Checks the query of every operation: a declared parameter is given at most once, and PostgreSQL can store its text.
 * Parameters that the operation does not declare are ignored.
 */
public class QueryParameters {

    private static final String CURSOR = "cursor";

    /** What a list's query may take beside the cursor, so that every page has room for one. */
    private static final int ROOM_BESIDE_CURSOR = 3500;

    // One entry a method with parameters in its query: bounded by the code.
    private final Map<Method, Set<String>> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(UriInfo uri, ResourceInfo resource, HttpServerRequest request) {
        String query = request.query();
        Method method = resource.getResourceMethod();
        if (query == null || query.isEmpty() || method == null) {
            return;
        }
        Set<String> names = declared.computeIfAbsent(method, QueryParameters::names);
        for (Map.Entry<String, List<String>> parameter :
                uri.getQueryParameters().entrySet()) {
            if (names.contains(parameter.getKey())) {
                check(parameter.getKey(), parameter.getValue());
            }
        }
        if (names.contains(CURSOR)) {
            requireRoom(names, uri.getQueryParameters(), query);
        }
    }

    private static void check(String name, List<String> values) {
        if (values.size() > 1) {
            throw ProblemException.invalid(name, "must be given once");
        }
        for (String value : values) {
            if (value.codePoints().anyMatch(QueryParameters::isNoText)) {
                throw ProblemException.invalid(name, "must be text without NUL");
            }
        }
    }

    private static boolean isNoText(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static void requireRoom(Set<String> names, MultivaluedMap<String, String> values, String query) {
        String cursor = values.getFirst(CURSOR);
        int used = query.length() - (cursor == null ? 0 : Math.min(cursor.length(), Cursors.MAX_LENGTH));
        if (used <= ROOM_BESIDE_CURSOR) {
            return;
        }
        throw names.stream()
                .filter(name -> !name.equals(CURSOR) && values.containsKey(name))
                .max(Comparator.comparingInt(name -> values.getFirst(name).length()))
                .map(longest -> ProblemException.invalid(longest, "is too long"))
                .orElseGet(() -> new ProblemException(ErrorCode.URI_TOO_LONG, "The query is too long for a list."));
    }

    private static Set<String> names(Method method) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : method.getParameters()) {
            add(names, parameter);
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                addFields(names, parameter.getType());
            }
        }
        return Set.copyOf(names);
    }

    private static void addFields(Set<String> names, Class<?> bean) {
        for (Class<?> type = bean; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                add(names, field);
            }
        }
    }

    private static void add(Set<String> names, AnnotatedElement element) {
        QueryParam parameter = element.getAnnotation(QueryParam.class);
        if (parameter != null) {
            names.add(parameter.value());
        }
    }
}
