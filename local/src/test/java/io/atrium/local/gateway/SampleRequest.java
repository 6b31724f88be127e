package io.atrium.local.gateway;

import io.atrium.local.topology.RouteRow;
import io.atrium.local.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Requests that touch each row of the table, and requests that only look as if they did. */
record SampleRequest(String method, String path) {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final List<String> CLOSE_BY = List.of(
            "/",
            "/api",
            "/api/v1",
            "/api/v2/users",
            "/api/v1/userss",
            "/api/v1/USERS",
            "/api/v1/%75sers",
            "/api/v1//users",
            "/api/v1/users/../auth/login",
            "/api/v1/users/./x",
            "/api/v1/users/..",
            "/api/v1/users/%2e%2e/x",
            "/api/v1/users/a%2Fb",
            "/api/v1/users/a%5cb",
            "/api/v1/users/a%7C1%7Cb",
            "/api/v1/users/a%7C",
            "/api/v1/users;x=1",
            "/api/v1/users/%0a",
            "/api/v1/webhooks",
            "/api/v1/webhooks/user",
            "/api/v1/webhooks/user/",
            "/api/v1/webhooks/user/o/batch/x",
            "/api/v1/webhooks/eventsx/o",
            "/api/v1/webhooks/events/o/batch",
            "/api/v1/healthy",
            "/internal/organizations",
            "/problem/400",
            "/problem/404",
            "/q/health",
            "/q/metrics",
            "/openapi/mock-services",
            "/openapi/identity-service/x",
            "/docsx",
            "/well-known/jwks.json");

    static List<SampleRequest> all() {
        Set<String> paths = new LinkedHashSet<>();
        for (RouteRow row : Topology.ofDeployment().routes()) {
            String path =
                    row.path().replace("/**", "").replace("{source}", "user").replaceAll("\\{[^}]+\\}", "0198c0de");
            paths.addAll(List.of(path, path + "/", path + "/a", path + "/a/b.json", path + "x"));
        }
        paths.addAll(CLOSE_BY);
        List<SampleRequest> samples = new ArrayList<>();
        for (String path : paths) {
            METHODS.forEach(method -> samples.add(new SampleRequest(method, path)));
        }
        return samples;
    }
}
