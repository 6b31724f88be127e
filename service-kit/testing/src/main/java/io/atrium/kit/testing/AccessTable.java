package io.atrium.kit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rows of one service in {@code access-matrix.txt}.
 *
 * @param rows at least one for each operation
 */
record AccessTable(List<Row> rows) {
    private static final String RESOURCE = "access-matrix.txt";

    AccessTable {
        rows = List.copyOf(rows);
    }

    /**
     * What becomes of an operation by the kind of caller.
     *
     * @param path as OpenAPI writes it
     * @param variant which resource the path names; empty for the usual one
     */
    record Row(String method, String path, String variant, Map<AccessCaller, Admission> admissions) {

        /** As in {@code GET /api/v1/users/{id}}. */
        String operation() {
            return method + " " + path;
        }

        boolean isPublic() {
            return !path.startsWith("/internal/") && !path.startsWith("/q/");
        }

        Row notRouted() {
            Map<AccessCaller, Admission> nobody = new EnumMap<>(AccessCaller.class);
            admissions.keySet().forEach(caller -> nobody.put(caller, Admission.NOT_FOUND));
            return new Row(method, path, variant, nobody);
        }

        @Override
        public String toString() {
            return variant.isEmpty() ? operation() : operation() + "#" + variant;
        }
    }

    /** An answer that the table expects. */
    enum Admission {
        OK,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND;

        static Admission of(String text) {
            return switch (text) {
                case "ok" -> OK;
                case "401" -> UNAUTHENTICATED;
                case "403" -> FORBIDDEN;
                case "404" -> NOT_FOUND;
                default -> throw new IllegalArgumentException("no admission: " + text);
            };
        }

        boolean allows(int status) {
            return switch (this) {
                case OK -> status < 500 && status != 401 && status != 403 && status != 404;
                case UNAUTHENTICATED -> status == 401;
                case FORBIDDEN -> status == 403;
                case NOT_FOUND -> status == 404;
            };
        }
    }

    static AccessTable of(String service) {
        List<Row> rows = rows(service::equals);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(RESOURCE + " has no rows of " + service);
        }
        return new AccessTable(rows);
    }

    /** The rows of all services as the public address shows them: what no gateway routes is 404 for everybody. */
    static AccessTable ofPublicAddress() {
        return new AccessTable(rows(service -> true).stream()
                .map(row -> row.isPublic() ? row : row.notRouted())
                .distinct()
                .collect(Collectors.toList()));
    }

    private static List<Row> rows(Predicate<String> services) {
        List<Row> rows = new ArrayList<>();
        String section = "";
        for (String line : text().lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.isEmpty() && !line.startsWith("#") && services.test(section)) {
                rows.add(row(line));
            }
        }
        return rows;
    }

    /** Every operation that has a row. */
    List<String> operations() {
        return rows.stream().map(Row::operation).distinct().collect(Collectors.toList());
    }

    static Row row(String line) {
        String[] cells = line.split("\\s+", -1);
        AccessCaller[] callers = AccessCaller.values();
        if (cells.length != callers.length + 2) {
            throw new IllegalArgumentException("not " + callers.length + " admissions: " + line);
        }
        String[] path = cells[1].split("#", 2);
        Map<AccessCaller, Admission> admissions = new EnumMap<>(AccessCaller.class);
        for (AccessCaller caller : callers) {
            admissions.put(caller, Admission.of(cells[caller.ordinal() + 2]));
        }
        return new Row(cells[0], path[0], path.length == 1 ? "" : path[1], admissions);
    }

    private static String text() {
        try (InputStream in = AccessTable.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
