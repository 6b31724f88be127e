package io.atrium.identity.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.RoundTripProxy;
import io.atrium.kit.testing.RoundTrips;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginLockoutTest extends IdentityTest {

    private static final String WRONG = "a wrong password";
    private static final String ELSEWHERE = "198.51.100.77";

    RoundTripProxy database;

    @Test
    void shouldAdmitEveryRightPasswordOfManyAtOnce() {
        Person admin = registered();

        List<Integer> statuses = atOnce(IntStream.range(0, 64)
                .<Supplier<Response>>mapToObj(n -> () -> login(admin.email(), PASSWORD))
                .toList());

        assertThat(statuses).containsOnly(200);
        assertThat(failuresHere(admin)).isEqualTo(0);
    }

    @Test
    void shouldTellRightFromWrongAmongManyAtOnce() {
        Person admin = registered();
        List<Supplier<Response>> logins = IntStream.range(0, 12)
                .<Supplier<Response>>mapToObj(n -> () -> login(admin.email(), n % 3 == 0 ? WRONG : PASSWORD))
                .toList();

        List<Integer> statuses = atOnce(logins);

        assertThat(IntStream.range(0, 12).filter(n -> n % 3 == 0).mapToObj(statuses::get))
                .containsOnly(401);
        assertThat(IntStream.range(0, 12).filter(n -> n % 3 != 0).mapToObj(statuses::get))
                .containsOnly(200);
        assertThat(Changes.await(admin.organizationId(), "session.login_failed", 4))
                .hasSize(4)
                .allSatisfy(event -> assertThat(reason(event)).isEqualTo("password"));
    }

    @Test
    void shouldGiveGuessesMadeAtOnceNoMoreThanThoseMadeInTurn() {
        Person admin = registered();

        atOnce(IntStream.range(0, 16)
                .<Supplier<Response>>mapToObj(n -> () -> from(n % 2 == 0 ? ELSEWHERE : null, admin.email(), WRONG + n))
                .toList());

        assertThat(failuresElsewhere(admin)).isEqualTo(5);
        assertThat(failuresHere(admin)).isEqualTo(5);
    }

    @Test
    void shouldWaitLongerWithEachFailureAndForgetThemAtSuccess() {
        Person admin = registered();
        IntStream.range(0, 5).forEach(n -> login(admin.email(), WRONG));
        double first = waitHere(admin);
        login(admin.email(), PASSWORD).then().statusCode(401);
        waitIsOver(admin);
        login(admin.email(), WRONG);
        double second = waitHere(admin);
        waitIsOver(admin);
        login(admin.email(), WRONG);
        double third = waitHere(admin);
        update("UPDATE login_places SET failed_attempts = 2000000000 WHERE user_id = ?", admin.id());
        waitIsOver(admin);
        login(admin.email(), WRONG);
        double longest = waitHere(admin);
        waitIsOver(admin);

        Response reply = login(admin.email(), PASSWORD);

        reply.then().statusCode(200);
        assertThat(List.of(first, second, third, longest)).containsExactly(5.0, 10.0, 10.0, 10.0);
        assertThat(failuresHere(admin)).isEqualTo(0);
        List<JsonNode> failures = Changes.await(admin.organizationId(), "session.login_failed", 9);
        assertThat(failures).extracting(event -> event.path("outcome").asText()).containsOnly("FAILURE");
        assertThat(failures)
                .extracting(event -> event.path("resource_id").asText())
                .containsOnly(admin.id().toString());
    }

    @Test
    void shouldForgetFailuresThatAreLongAgo() {
        Person admin = registered();
        IntStream.range(0, 4).forEach(n -> login(admin.email(), WRONG));
        update("UPDATE login_places SET last_failed_at = now() - interval '61 min' WHERE user_id = ?", admin.id());

        login(admin.email(), WRONG).then().statusCode(401);

        assertThat(failuresHere(admin)).isEqualTo(1);
        login(admin.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldKeepTheOwnerAtHomeApartFromGuessesFromEverywhere() {
        Person admin = registered();
        IntStream.range(0, 8).forEach(n -> from("203.0.113." + n, admin.email(), WRONG));
        assertThat(update(
                        "UPDATE login_directory SET locked_until = now() + interval '1 h' "
                                + "WHERE user_id = ? AND locked_until > last_failed_at",
                        admin.id()))
                .as("the throttle of the account")
                .isEqualTo(1);

        Response atHome = login(admin.email(), PASSWORD);

        atHome.then().statusCode(200);
        assertThat(failuresElsewhere(admin)).isEqualTo(5);
        from("203.0.113.200", admin.email(), PASSWORD).then().statusCode(401);
        from("2001:db8::1", admin.email(), PASSWORD).then().statusCode(401);
        update("UPDATE login_directory SET locked_until = now() WHERE user_id = ?", admin.id());
        from("203.0.113.200", admin.email(), PASSWORD).then().statusCode(200);
        assertThat(failuresElsewhere(admin))
                .as("a success elsewhere is no pardon")
                .isEqualTo(5);
        from("203.0.113.201", admin.email(), WRONG).then().statusCode(401);
        from("203.0.113.201", admin.email(), PASSWORD).then().statusCode(401);
        from("203.0.113.200", admin.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldKnowAPlaceByItsNetworkForALimitedTime() {
        Person admin = registered();
        from("2001:db8:7:7::1", admin.email(), PASSWORD).then().statusCode(200);
        update("UPDATE login_directory SET locked_until = now() + interval '1 h' WHERE user_id = ?", admin.id());

        Response sameNetwork = from("2001:db8:7:7:ffff::2", admin.email(), PASSWORD);

        sameNetwork.then().statusCode(200);
        from("2001:db8:7:8::1", admin.email(), PASSWORD).then().statusCode(401);
        update("UPDATE login_places SET last_login_at = now() - interval '91 d' WHERE user_id = ?", admin.id());
        from("2001:db8:7:7::1", admin.email(), PASSWORD).then().statusCode(401);
        assertThat(query(
                        "SELECT string_agg(encode(place, 'hex'), ' ') FROM login_places WHERE user_id = ?", admin.id()))
                .doesNotContain("20010db8")
                .doesNotContain("7f000001");
    }

    @Test
    void shouldRememberABoundedNumberOfPlaces() {
        Person admin = registered();

        IntStream.rangeClosed(1, 12)
                .forEach(n ->
                        from("192.0.2." + n, admin.email(), PASSWORD).then().statusCode(200));

        assertThat(query("SELECT count(*) FROM login_places WHERE user_id = ?", admin.id()))
                .isEqualTo("10");
    }

    @Test
    void shouldDoTheSameWorkForWhateverIsWrong() {
        Person known = registered();
        Person disabled = colleague(known, "USER");
        update("UPDATE users SET status = 'DISABLED' WHERE id = ?", disabled.id());
        Person locked = registered();
        update("UPDATE login_places SET locked_until = now() + interval '1 h' WHERE user_id = ?", locked.id());
        update("UPDATE login_directory SET locked_until = now() + interval '1 h' WHERE user_id = ?", locked.id());
        Person elsewhere = registered();

        Map<String, Work> works = Stream.of(
                        new Refused("unknown", () -> login(unique("nobody") + "@people.example", PASSWORD)),
                        new Refused("wrong", () -> login(known.email(), WRONG)),
                        new Refused("wrong elsewhere", () -> from(ELSEWHERE, elsewhere.email(), WRONG)),
                        new Refused("disabled", () -> login(disabled.email(), PASSWORD)),
                        new Refused("locked, wrong", () -> login(locked.email(), WRONG)),
                        new Refused("locked, right", () -> login(locked.email(), PASSWORD)),
                        new Refused("locked elsewhere", () -> from(ELSEWHERE, locked.email(), PASSWORD)))
                .collect(Collectors.toMap(Refused::name, this::work));

        assertThat(works.values().stream().map(Work::database).distinct())
                .as(works.toString())
                .hasSize(1);
        assertThat(works)
                .allSatisfy(
                        (name, work) -> assertThat(work.hashingNanos()).as(name).isGreaterThan(5_000_000));
    }

    @Test
    void shouldCountNothingOfWhatIsTooMuch() {
        Person admin = registered();
        Person other = registered();

        List<Integer> statuses = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            statuses.addAll(atOnce(IntStream.range(0, 160)
                    .<Supplier<Response>>mapToObj(n -> () -> n == 150
                            ? login(other.email(), PASSWORD)
                            : overloadedOrAdmitted(login(admin.email(), PASSWORD)))
                    .toList()));
        }

        assertThat(statuses).containsOnly(200, 503);
        assertThat(List.of(statuses.get(150), statuses.get(310)))
                .as("another account passes the flood")
                .containsOnly(200);
        assertThat(failuresHere(admin)).isEqualTo(0);
        assertThat(failuresElsewhere(admin)).isEqualTo(0);
        login(admin.email(), PASSWORD).then().statusCode(200);
    }

    private record Refused(String name, Supplier<Response> login) {}

    private record Work(String database, long hashingNanos) {}

    /** The least statements of some, as a connection prepares each once, and the CPU time of the hashing threads. */
    private Work work(Refused refused) {
        long before = hashingNanos();
        int times = 3;
        RoundTrips cost = IntStream.range(0, times)
                .mapToObj(n -> database.measure(
                        "identity_app", () -> refused.login().get().then().statusCode(401)))
                .min((a, b) -> Integer.compare(a.statements() + a.waits(), b.statements() + b.waits()))
                .orElseThrow();
        return new Work(
                cost.waits() + " round trips, " + cost.statements() + " statements", (hashingNanos() - before) / times);
    }

    private static long hashingNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith("password-hash-"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .sum();
    }

    private static Response overloadedOrAdmitted(Response reply) {
        if (reply.statusCode() == 503) {
            reply.then()
                    .header("Retry-After", notNullValue())
                    .contentType("application/problem+json")
                    .body("code", equalTo("SERVICE_UNAVAILABLE"));
        }
        return reply;
    }

    private static List<Integer> atOnce(List<Supplier<Response>> requests) {
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            List<CompletableFuture<Integer>> replies = requests.stream()
                    .map(request ->
                            CompletableFuture.supplyAsync(request, threads).thenApply(Response::statusCode))
                    .toList();
            return replies.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    /** From an address that the trusted gateway tells; null for this machine, where everybody has registered. */
    private static Response from(String address, String email, String password) {
        return address == null
                ? login(email, password)
                : given().header("X-Forwarded-For", address)
                        .contentType("application/json")
                        .body(Map.of("email", email, "password", password))
                        .post("/api/v1/auth/login");
    }

    private static String reason(JsonNode event) {
        return event.path("detail").path("reason").asText();
    }

    private static int failuresHere(Person person) {
        return number("SELECT sum(failed_attempts) FROM login_places WHERE user_id = ?", person);
    }

    private static int failuresElsewhere(Person person) {
        return number("SELECT failed_attempts FROM login_directory WHERE user_id = ?", person);
    }

    private static int number(String sql, Person person) {
        return Integer.parseInt(Objects.requireNonNull(query(sql, person.id())));
    }

    private static double waitHere(Person person) {
        return Double.parseDouble(Objects.requireNonNull(query(
                "SELECT extract(epoch FROM locked_until - last_failed_at) FROM login_places WHERE user_id = ?",
                person.id())));
    }

    private static void waitIsOver(Person person) {
        update("UPDATE login_places SET locked_until = now() WHERE user_id = ?", person.id());
    }
}
