package io.atrium.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An organization of identity-service with users, and the requests of each row. */
final class IdentityTenant {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Access tokens expire after 30 minutes. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final Api api;
    private final String email;
    private final String organization;
    private final List<String> ids = new ArrayList<>();
    private final List<String> emails = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, Requests> sessions = new HashMap<>();
    private String token = "";
    private Instant issued = Instant.EPOCH;

    private IdentityTenant(Api api, JsonObject registered) {
        this.api = api;
        this.email = registered.getString("email");
        this.organization = registered.getJsonObject("organization").getString("id");
    }

    /** A new one with so many users, whose administrator is served. */
    static IdentityTenant register(String address, int users) throws InterruptedException {
        Api api = Api.at(address);
        IdentityTenant tenant = new IdentityTenant(api, api.register());
        String token = tenant.token();
        Instant end = Instant.now().plus(PATIENCE);
        while (api.send("GET", "/users/me", token, "").statusCode() != 200) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("identity-service does not serve a new organization");
            }
            Thread.sleep(100);
        }
        for (int i = 0; i < users; i++) {
            String created = tenant.newUser();
            JsonObject user = Api.json(api.send("POST", "/users/", token, created));
            tenant.ids.add(user.getString("id"));
            tenant.emails.add(user.getString("email"));
        }
        return tenant;
    }

    String organization() {
        return organization;
    }

    /** The requests of a row, without an end. There are as many users as connections at least. */
    Requests requests(IdentityRow row, int connections) {
        String token = token();
        return switch (row) {
            case READ -> {
                List<byte[]> reads = ids.stream()
                        .map(id -> RawRequest.json("GET", "/api/v1/users/" + id, token, ""))
                        .toList();
                yield connection -> reads.get(next(ids.size()));
            }
            case LIST -> {
                byte[] list = RawRequest.json("GET", "/api/v1/users/?limit=20", token, "");
                yield connection -> list;
            }
            case CHANGE -> changes(token, connections);
            case CREATE -> connection -> RawRequest.json("POST", "/api/v1/users/", token, newUser());
            case REFRESH -> sessions.computeIfAbsent(connections, this::refreshes);
            case LOGIN ->
                connection -> RawRequest.json(
                        "POST",
                        "/api/v1/auth/login",
                        "",
                        new JsonObject()
                                .put("email", emails.get(next(ids.size())))
                                .put("password", Api.PASSWORD)
                                .encode());
        };
    }

    /** Each connection has users of its own: two changes of one user at once would be a conflict. */
    private Requests changes(String token, int connections) {
        int each = ids.size() / connections;
        return connection -> {
            int count = next(Integer.MAX_VALUE);
            String id = ids.get(connection * each + count % each);
            return RawRequest.json("PATCH", "/api/v1/users/" + id, token, "{\"first_name\":\"Ada " + count + "\"}");
        };
    }

    /** Each connection has a session of its own, and presents what it was answered the last time. */
    private Requests refreshes(int connections) {
        String[] tokens = new String[connections];
        for (int i = 0; i < connections; i++) {
            tokens[i] = Api.json(api.login(emails.get(i % ids.size()))).getString("refresh_token");
        }
        return new Requests() {

            @Override
            public byte @Nullable [] next(int connection) {
                return RawRequest.json(
                        "POST", "/api/v1/auth/refresh", "", "{\"refresh_token\":\"" + tokens[connection] + "\"}");
            }

            @Override
            public void answered(int connection, String answer) {
                tokens[connection] = refreshToken(answer);
            }
        };
    }

    /** The refresh token in an answer of HTTP. */
    static String refreshToken(String answer) {
        String name = "\"refresh_token\":\"";
        int from = answer.indexOf(name) + name.length();
        return answer.substring(from, answer.indexOf('"', from));
    }

    /** The administrator's access token. A login between two rounds would stand in a profile of them. */
    private String token() {
        if (issued.plus(FRESH).isBefore(Instant.now())) {
            token = Api.json(api.login(email)).getString("access_token");
            issued = Instant.now();
        }
        return token;
    }

    private int next(int bound) {
        return Math.floorMod(number.getAndIncrement(), bound);
    }

    private String newUser() {
        String name = "user-" + number.getAndIncrement();
        return new JsonObject()
                .put("email", name + "@" + email.substring(email.indexOf('@') + 1))
                .put("username", name)
                .put("password", Api.PASSWORD)
                .put("first_name", "Grace")
                .put("last_name", "Hopper")
                .put("role", "USER")
                .encode();
    }
}
