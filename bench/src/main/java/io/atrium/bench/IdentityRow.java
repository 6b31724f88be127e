package io.atrium.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A row of {@link IdentityBenchmark}: an operation, and what its CPU time is divided by. */
enum IdentityRow {
    READ("GET /users/{id}", 200, LimitProcess.S, 0.2),
    LIST("GET /users/?limit=20", 200, LimitProcess.S, 0.4),
    CHANGE("PATCH /users/{id}", 200, READ.label, 2.5),
    CREATE("POST /users/, hash at its least", 201, LimitProcess.S, 0.5),
    REFRESH("POST /auth/refresh", 200, LimitProcess.S, 1.25),
    LOGIN("POST /auth/login", 200, IdentityRow.HASH, 1.1);

    /** The name of the limit that logins have. */
    static final String HASH = "one password hash";

    /**
     * A password is required of a new user, and hashing it is what {@link #LOGIN} measures: here the cost is the least that
     * identity-service accepts.
     */
    static final Map<String, String> LEAST_HASH = Map.of(
            "IDENTITY_PASSWORD_ARGON2_MEMORY_KIB", "8",
            "IDENTITY_PASSWORD_ARGON2_ITERATIONS", "1");

    private final String label;
    private final int status;
    private final String limit;
    private final double aim;

    IdentityRow(String label, int status, String limit, double aim) {
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

    /** The name of the subject that its CPU time is divided by. */
    String limit() {
        return limit;
    }

    /** Settings of the platform that it is measured on, beside those that all have. */
    Map<String, String> settings() {
        return this == CREATE ? LEAST_HASH : Map.of();
    }

    Ratio ratio(Samples samples) {
        return new Ratio(
                "CPU: " + label + " / " + (limit.equals(LimitProcess.S) ? "S" : limit),
                samples.ratios(label, limit, Sample::cpu),
                aim);
    }
}
