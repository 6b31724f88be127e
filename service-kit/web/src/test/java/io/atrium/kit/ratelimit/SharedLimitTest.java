package io.atrium.kit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several limiters, as services and replicas have them, and a real Redis that can go away. */
class SharedLimitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Process> processes = new ArrayList<>();
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final Handler recorder = new Recorder();
    /** Held here: a logger that nobody holds is forgotten, and its handlers with it. */
    private final Logger log = Logger.getLogger(RedisLink.class.getName());

    private RedisServer redis;

    @BeforeEach
    void start() {
        Optional<RedisServer> server = RedisServer.start();
        assumeTrue(server.isPresent(), "redis-server is not installed");
        redis = server.get();
        log.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        log.removeHandler(recorder);
        processes.forEach(Process::close);
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void shouldShareOneLimitBetweenAllProcesses() {
        UUID caller = UUID.randomUUID();
        List<Process> three = List.of(connected(), connected(), connected());

        List<CompletableFuture<Decision>> asked = IntStream.range(0, 90)
                .mapToObj(i -> three.get(i % 3).asks(caller, 30))
                .toList();

        assertThat(asked.stream().filter(reply -> reply.join().isAdmitted())).hasSize(30);
        Decision refused = three.get(0).asks(caller, 30).join();
        assertThat(RateLimitHeaders.states(refused)).matches("\"caller\";r=0;t=(5[0-9]|6[0-3])");
        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(63));
        assertThat(three.get(1).asks(UUID.randomUUID(), 30).join().isAdmitted()).isTrue();
    }

    @Test
    void shouldTakeNothingWhenOneBucketRefuses() {
        Process process = connected();
        BucketKey key = BucketKey.of(UUID.randomUUID());
        Limit caller = process.limit("caller", 5);
        Limit organization = process.limit("organization", 2);
        List<Charge> both = List.of(caller.charge(key), organization.charge(key));

        List<Boolean> admitted = IntStream.range(0, 4)
                .mapToObj(i -> process.asks(both).join().isAdmitted())
                .toList();

        assertThat(admitted).containsExactly(true, true, false, false);
        assertThat(RateLimitHeaders.states(process.asks(both).join()))
                .matches("\"caller\";r=3;t=\\d+, \"organization\";r=0;t=\\d+");
    }

    @Test
    void shouldGiveBackWhenTheWindowHasPassed() {
        Process process = connected();
        BucketKey key = BucketKey.of(UUID.randomUUID());
        Limit limit = process.limiter.limit("short", "short", 3, Duration.ofSeconds(1));
        List<Charge> one = List.of(limit.charge(key));
        IntStream.range(0, 3).forEach(i -> process.asks(one).join());

        long refusedAt = System.nanoTime();
        Decision refused = process.asks(one).join();

        assertThat(refused.isAdmitted()).isFalse();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> process.asks(one).join().isAdmitted());
        assertThat(Duration.ofNanos(System.nanoTime() - refusedAt))
                .isBetween(Duration.ofMillis(800), Duration.ofMillis(3_000));
    }

    @Test
    void shouldLetBucketsExpire() {
        Process process = connected();
        process.asks(UUID.randomUUID(), 30).join();

        String ttl = redis.command("EVAL \"return redis.call('PTTL',redis.call('KEYS','atrium:limit:*')[1])\" 0");

        assertThat(Integer.parseInt(ttl.replaceAll("\\D", ""))).isBetween(50_000, 63_000);
    }

    @Test
    void shouldCountForItselfWhileRedisIsAwayAndTogetherWhenItIsBack() {
        UUID caller = UUID.randomUUID();
        Process first = connected();
        Process second = connected();
        IntStream.range(0, 10).forEach(i -> first.asks(caller, 30).join());

        redis.kill();
        Awaitility.await().atMost(PATIENCE).until(() -> !first.isShared() && !second.isShared());
        long ofFirst = admitted(first, caller);
        long ofSecond = admitted(second, caller);

        assertThat(ofFirst).as("what it has admitted itself still counts").isEqualTo(20);
        assertThat(ofSecond).isEqualTo(30);
        Awaitility.await().atMost(PATIENCE).until(() -> warnings().size() >= 2);
        assertThat(first.registry.get("atrium.rate.limit.fallback").counter().count())
                .isGreaterThanOrEqualTo(60);
        assertThat(first.registry.get("atrium.rate.limit.shared").gauge().value())
                .isZero();

        redis.restart();
        Awaitility.await().atMost(PATIENCE).until(() -> first.isShared() && second.isShared());
        UUID another = UUID.randomUUID();
        long together = IntStream.range(0, 60)
                .filter(i ->
                        (i % 2 == 0 ? first : second).asks(another, 30).join().isAdmitted())
                .count();

        assertThat(together).isEqualTo(30);
        assertThat(warnings()).hasSize(2);
        assertThat(first.registry.get("atrium.rate.limit.shared").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void shouldNotWaitForARedisThatDoesNotAnswer() {
        Process process = connected();
        process.asks(UUID.randomUUID(), 1_000).join();

        redis.signal("STOP");
        long from = System.nanoTime();
        long admitted = IntStream.range(0, 200)
                .filter(i -> process.asks(UUID.randomUUID(), 1_000).join().isAdmitted())
                .count();
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        redis.signal("CONT");

        assertThat(admitted).isEqualTo(200);
        assertThat(took).as("a few timeouts, then none").isLessThan(Duration.ofSeconds(4));
        Awaitility.await().atMost(PATIENCE).until(() -> !warnings().isEmpty());
        Awaitility.await().atMost(PATIENCE).until(process::isShared);
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void shouldStartWithoutRedisAndFindItLater() {
        redis.kill();
        Process process = process();

        assertThat(admitted(process, UUID.randomUUID())).isEqualTo(30);
        redis.restart();

        Awaitility.await().atMost(PATIENCE).until(process::isShared);
    }

    @Test
    void shouldLoadTheScriptAgainWhenRedisHasForgottenIt() {
        Process process = connected();
        redis.command("SCRIPT FLUSH");

        Decision decision = process.asks(UUID.randomUUID(), 30).join();

        assertThat(decision.isAdmitted()).isTrue();
        assertThat(process.registry.get("atrium.rate.limit.fallback").counter().count())
                .isZero();
        assertThat(process.isShared()).isTrue();
    }

    @Test
    void shouldNotBelieveWhatIsNoBucket() {
        Process process = connected();
        UUID caller = UUID.randomUUID();
        process.asks(caller, 30).join();
        redis.command("EVAL \"return redis.call('SET',redis.call('KEYS','atrium:limit:*')[1],'x')\" 0");

        assertThat(process.asks(caller, 30).join().isAdmitted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:6379", "http://localhost:6379", "redis://", "redis://a b", "redis://:secret@:1"})
    void shouldRefuseAnAddressThatIsNoneWithoutShowingIt(String url) {
        assertThatThrownBy(() -> new Process(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REDIS_URL")
                .hasMessageNotContaining("secret");
    }

    private long admitted(Process process, UUID caller) {
        return IntStream.range(0, 60)
                .filter(i -> process.asks(caller, 30).join().isAdmitted())
                .count();
    }

    private List<LogRecord> warnings() {
        return lines.stream()
                .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
                .toList();
    }

    private Process process() {
        Process process = new Process(redis.url());
        processes.add(process);
        return process;
    }

    private Process connected() {
        Process process = process();
        Awaitility.await().atMost(PATIENCE).until(process::isShared);
        return process;
    }

    /** What one service has. */
    private static final class Process {

        private final Vertx vertx = Vertx.vertx();
        private final MeterRegistry registry = new SimpleMeterRegistry();
        private final RateLimiter limiter;
        private final java.util.Map<String, Limit> limits = new java.util.HashMap<>();

        Process(String url) {
            limiter = new RateLimiter(new Settings(new Redis(Optional.of(url))), registry, vertx);
        }

        boolean isShared() {
            return registry.get("atrium.rate.limit.shared").gauge().value() == 1;
        }

        Limit limit(String id, int quota) {
            return limits.computeIfAbsent(id, name -> limiter.limit(name, name, quota, Duration.ofMinutes(1)));
        }

        CompletableFuture<Decision> asks(UUID caller, int quota) {
            return asks(List.of(limit("caller", quota).charge(BucketKey.of(caller))));
        }

        CompletableFuture<Decision> asks(List<Charge> charges) {
            CompletableFuture<Decision> decision = new CompletableFuture<>();
            vertx.getOrCreateContext().runOnContext(nothing -> limiter.take(charges, decision::complete));
            return decision;
        }

        void close() {
            limiter.close();
            vertx.close();
        }
    }

    private record Settings(Redis redis) implements RateLimitConfig {

        @Override
        public int requests() {
            return 100;
        }

        @Override
        public Duration window() {
            return Duration.ofMinutes(1);
        }

        @Override
        public OptionalInt organizationRequests() {
            return OptionalInt.empty();
        }

        @Override
        public int maxBuckets() {
            return 1_000;
        }
    }

    private record Redis(Optional<String> url) implements RateLimitConfig.Redis {

        @Override
        public Duration timeout() {
            return Duration.ofMillis(250);
        }

        @Override
        public Duration retry() {
            return Duration.ofMillis(50);
        }
    }

    private final class Recorder extends Handler {

        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
