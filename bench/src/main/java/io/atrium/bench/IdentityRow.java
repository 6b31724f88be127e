package io.atrium.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A row of {@link IdentityBenchmark}: an operation, and what its CPU time is divided by. */
enum IdentityRow {
    READ("GET /users/{id}", 200, Limit.SIGNATURE, 0.2),
    LIST("GET /users/?limit=20", 200, Limit.SIGNATURE, 0.4),
    CHANGE("PATCH /users/{id}", 200, Limit.READ, 2.5),
    CREATE("POST /users/, hash at its least", 201, Limit.SIGNATURE, 0.5),
    REFRESH("POST /auth/refresh", 200, Limit.SIGNATURE, 1.25),
    LOGIN("POST /auth/login", 200, Limit.HASH, 1.1);

    /** What a row is divided by. */
    enum Limit {
        SIGNATURE("S"),
        READ("GET /users/{id}"),
        HASH("one password hash");

        private final String label;

        Limit(String label) {
            this.label = label;
        }
    }

    /**
     * A password is required of a new user, and hashing it is what {@link #LOGIN} measures: here the cost is the least that
     * identity-service accepts.
     */
    static final Map<String, String> LEAST_HASH = Map.of(
            "IDENTITY_PASSWORD_ARGON2_MEMORY_KIB", "8",
            "IDENTITY_PASSWORD_ARGON2_ITERATIONS", "1");

    private final String label;
    private final int status;
    private final Limit limit;
    private final double aim;

    IdentityRow(String label, int status, Limit limit, double aim) {
        this.label = label;
        this.status = status;
        this.limit = limit;
        this.aim = aim;
    }

    /** From names with commas between them, in any case. */
    static List<IdentityRow> all(String names) {
        return Stream.of(names.split(",", -1))
                .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    String label() {
        return label;
    }

    /** What every request is answered. */
    int status() {
        return status;
    }

    Limit limit() {
        return limit;
    }

    /** The name of its limit as a subject: the rounds of each row have their own. */
    String limitLabel() {
        return limit.label + " beside " + label;
    }

    /** Settings of the platform that it is measured on, beside those that all have. */
    Map<String, String> settings() {
        return this == CREATE ? LEAST_HASH : Map.of();
    }

    Ratio ratio(Samples samples) {
        return new Ratio("CPU: " + label + " / " + limit.label, samples.ratios(label, limitLabel(), Sample::cpu), aim);
    }
}
