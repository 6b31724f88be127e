package io.atrium.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.RoundTripProxy;
import io.atrium.kit.testing.RoundTrips;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the hot requests cost the database. Fails when one grows. */
@QuarkusTest
class RoundTripsTest extends IdentityTest {

    private static final String USERS = "/api/v1/users";

    RoundTripProxy database;

    @Test
    void shouldReadAUserInOneRoundTrip() {
        Person admin = registered();

        RoundTrips cost = cost(200, () -> admin.asks().get(USERS + "/" + admin.id()));

        assertCost(cost, 1, 4);
    }

    @Test
    void shouldListUsersInOneRoundTrip() {
        Person admin = registered();

        RoundTrips cost = cost(200, () -> admin.asks().get(USERS));

        assertCost(cost, 1, 4);
    }

    @Test
    void shouldCreateAUserInTwoRoundTrips() {
        Person admin = registered();

        RoundTrips cost = cost(201, () -> admin.sends(newUser("USER")).post(USERS));

        assertCost(cost, 2, 4);
    }

    @Test
    void shouldUpdateAUserInThreeRoundTrips() {
        Person admin = registered();

        RoundTrips cost = cost(
                200, () -> admin.sends(Map.of("first_name", unique("name"))).patch(USERS + "/" + admin.id()));

        assertCost(cost, 3, 5);
    }

    @Test
    void shouldRefreshInTwoRoundTrips() {
        Person admin = registered();

        RoundTrips cost = cost(200, () -> refresh(admin.refreshToken()));

        assertCost(cost, 2, 4);
    }

    @Test
    void shouldLogInInSixRoundTrips() {
        Person admin = registered();

        RoundTrips cost = cost(200, () -> login(admin.email(), PASSWORD));

        assertCost(cost, 6, 11);
    }

    @Test
    void shouldRefuseALoginInFourRoundTrips() {
        RoundTrips cost = cost(401, () -> login(unique("nobody") + "@people.example", PASSWORD));

        assertCost(cost, 4, 9);
    }

    /** The least of some: a connection prepares each statement once, and the relay or a schedule may come between. */
    private RoundTrips cost(int status, Supplier<Response> request) {
        return IntStream.range(0, 6)
                .mapToObj(n -> database.measure(
                        "identity_app", () -> request.get().then().statusCode(status)))
                .min(Comparator.comparingInt(RoundTrips::waits).thenComparingInt(RoundTrips::statements))
                .orElseThrow();
    }

    private static void assertCost(RoundTrips cost, int roundTrips, int statements) {
        assertThat(cost.waits()).as("round trips, %s", cost.sql()).isEqualTo(roundTrips);
        assertThat(cost.statements())
                .as("statements, BEGIN and COMMIT among them, %s", cost.sql())
                .isEqualTo(statements);
    }
}
