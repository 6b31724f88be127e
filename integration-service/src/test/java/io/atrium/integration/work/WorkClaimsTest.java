package io.atrium.integration.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.integration.Sql;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims alone: nobody works off what is due here. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@TestProfile(WorkClaimsTest.WithoutWorker.class)
class WorkClaimsTest {

    private static final Logger LOG = Logger.getLogger(WorkClaimsTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<UUID, Integer> NOTHING = Map.of();

    /** A service that does no due work. */
    public static class WithoutWorker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("integration.work.enabled", "false");
        }
    }

    @Inject
    WorkClaims claims;

    @Inject
    Leases leases;

    @BeforeEach
    void removeWorkOfOthers() {
        Sql.execute("DELETE FROM due_work");
    }

    @Test
    void shouldClaimOfEveryOrganizationBesideOneWithAHundredThousandChains() {
        UUID flooding = organization(1);
        chains(flooding, 100_000);
        Sql.execute("ANALYZE due_work");
        List<UUID> others = new ArrayList<>();
        for (int i = 2; i <= 6; i++) {
            others.add(organization(i));
            chains(organization(i), 1);
        }

        Claimed claimed = claim(new Shares(8, 3, NOTHING), Claimed.BEGINNING);

        assertThat(claimed.items()).hasSize(8);
        assertThat(of(claimed, flooding)).isEqualTo(3);
        assertThat(others).allSatisfy(other -> assertThat(of(claimed, other)).isEqualTo(1));
    }

    /** A figure of docs/adr/0027, logged; it holds nothing. */
    @Test
    @EnabledIfSystemProperty(named = "measure", matches = "true")
    void measureAClaimBesideAHundredThousandChains() {
        chains(organization(2), 1);
        long alone = fastestClaim();
        chains(organization(1), 100_000);
        chains(organization(3), 1);
        Sql.execute("ANALYZE due_work");

        long beside = fastestClaim();

        LOG.infof("A claim takes %d µs, beside 100,000 chains %d µs", (Long) alone, (Long) beside);
    }

    private long fastestClaim() {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long began = System.nanoTime();
            claim(new Shares(4, 2, NOTHING), Claimed.BEGINNING);
            fastest = Math.min(fastest, (System.nanoTime() - began) / 1000);
        }
        return fastest;
    }

    @Test
    void shouldGoOnBehindTheOrganizationThatCameLast() {
        for (int i = 1; i <= 4; i++) {
            chains(organization(i), 10);
        }
        List<UUID> order = new ArrayList<>();
        UUID after = Claimed.BEGINNING;

        for (int i = 0; i < 8; i++) {
            Claimed claimed = claim(new Shares(1, 1, NOTHING), after);
            order.add(claimed.items().get(0).organizationId());
            after = claimed.last();
        }

        assertThat(order)
                .containsExactly(
                        organization(1),
                        organization(2),
                        organization(3),
                        organization(4),
                        organization(1),
                        organization(2),
                        organization(3),
                        organization(4));
    }

    @Test
    void shouldGiveNothingToAnOrganizationThatHasItsShare() {
        chains(organization(1), 10);
        chains(organization(2), 10);

        Claimed claimed = claim(new Shares(8, 4, Map.of(organization(1), 4, organization(2), 1)), Claimed.BEGINNING);

        assertThat(of(claimed, organization(1))).isZero();
        assertThat(of(claimed, organization(2))).isEqualTo(3);
        assertThat(claimed.complete()).isTrue();
    }

    @Test
    void shouldShareSyncsToo() {
        for (int i = 0; i < 4; i++) {
            due(organization(1), "sync_job", "a" + i);
        }
        due(organization(2), "sync_job", "b");

        Claimed claimed = claims.claim(WorkKind.SYNC_JOB, new Shares(4, 2, NOTHING), Claimed.BEGINNING)
                .await()
                .atMost(PATIENCE);

        assertThat(of(claimed, organization(1))).isEqualTo(2);
        assertThat(of(claimed, organization(2))).isEqualTo(1);
        assertThat(claims.claim(
                                WorkKind.SYNC_JOB,
                                new Shares(4, 2, Map.of(organization(1), 2, organization(2), 1)),
                                Claimed.BEGINNING)
                        .await()
                        .atMost(PATIENCE)
                        .items())
                .isEmpty();
    }

    @Test
    void shouldTakeASyncOfTheNextOrganizationBeforeOlderOnesOfTheSame() {
        // Given
        for (int i = 0; i < 4; i++) {
            due(organization(1), "sync_job", "a" + i);
        }
        due(organization(2), "sync_job", "b");
        Claimed first = claim(WorkKind.SYNC_JOB, new Shares(1, 1, NOTHING), Claimed.BEGINNING);

        // When
        Claimed second = claim(WorkKind.SYNC_JOB, new Shares(1, 1, NOTHING), first.last());

        // Then
        assertThat(of(first, organization(1))).isEqualTo(1);
        assertThat(of(second, organization(2))).isEqualTo(1);
    }

    @Test
    void shouldTakeAProbeOfEveryOrganizationBeforeASecondOneOfAny() {
        // Given
        for (int i = 1; i <= 4; i++) {
            for (int probe = 0; probe < 3; probe++) {
                probe(organization(i), "p" + probe, 100 - i);
            }
        }

        // When
        Claimed claimed = claim(WorkKind.PROVIDER_PROBE, new Shares(4, 3, NOTHING), Claimed.BEGINNING);

        // Then
        for (int i = 1; i <= 4; i++) {
            assertThat(of(claimed, organization(i))).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVIDER_PROBE", "SYNC_JOB"})
    void shouldClaimOfSlowOrganizationsApart(WorkKind kind) {
        // Given
        due(organization(1), kind.text(), "slow");
        due(organization(2), kind.text(), "quick");
        Set<UUID> slow = Set.of(organization(1));

        // When
        Claimed quick = claim(kind, new Shares(8, 3, NOTHING, slow, false), Claimed.BEGINNING);

        // Then
        assertThat(quick.items()).extracting(WorkItem::organizationId).containsExactly(organization(2));
        assertThat(claim(kind, new Shares(8, 3, NOTHING, slow, true), Claimed.BEGINNING)
                        .items())
                .extracting(WorkItem::organizationId)
                .containsExactly(organization(1));
    }

    /** Sixteen organizations whose providers do not answer, which are due for longer than everybody else. */
    @ParameterizedTest
    @EnumSource(names = {"PROVIDER_PROBE", "SYNC_JOB"})
    void shouldLeaveHalfOfALaneToThoseThatAreNotSlow(WorkKind kind) {
        // Given
        Set<UUID> slow = new HashSet<>();
        for (int i = 1; i <= 16; i++) {
            slow.add(organization(i));
            due(organization(i), kind.text(), "hangs");
        }
        for (int i = 101; i <= 120; i++) {
            due(organization(i), kind.text(), "quick");
        }
        List<UUID> hanging = new CopyOnWriteArrayList<>();
        List<UUID> done = new CopyOnWriteArrayList<>();
        ExecutorService loop = Executors.newSingleThreadExecutor();
        WorkLane lane = new WorkLane(
                claims,
                new WorkLane.Settings("test", List.of(kind), 8, 3),
                item -> {
                    boolean hangs = slow.contains(item.organizationId());
                    (hangs ? hanging : done).add(item.organizationId());
                    return hangs ? Uni.createFrom().nothing() : Uni.createFrom().voidItem();
                },
                loop,
                () -> slow);

        // When
        loop.execute(lane::claim);

        // Then
        Awaitility.await().atMost(PATIENCE).until(() -> {
            loop.execute(lane::claim);
            return done.size() == 20 && hanging.size() == 4;
        });
        loop.execute(lane::close);
        loop.shutdown();
        assertThat(hanging).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void shouldKeepALeaseWhileItIsHeldAndGiveItUpSoonAfter() {
        chains(organization(1), 1);
        WorkItem item =
                claim(new Shares(1, 1, NOTHING), Claimed.BEGINNING).items().get(0);
        leases.hold(item);

        Awaitility.await()
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> claim(new Shares(1, 1, NOTHING), Claimed.BEGINNING)
                        .items()
                        .isEmpty());
        leases.drop(item);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> claim(new Shares(1, 1, NOTHING), Claimed.BEGINNING)
                                .items()
                                .size()
                        == 1);
    }

    private Claimed claim(Shares shares, UUID after) {
        return claim(WorkKind.WEBHOOK_CHAIN, shares, after);
    }

    private Claimed claim(WorkKind kind, Shares shares, UUID after) {
        return claims.claim(kind, shares, after).await().atMost(PATIENCE);
    }

    private static long of(Claimed claimed, UUID organization) {
        Map<UUID, Long> counts = new HashMap<>();
        claimed.items().forEach(item -> counts.merge(item.organizationId(), 1L, Long::sum));
        return counts.getOrDefault(organization, 0L);
    }

    private static UUID organization(int number) {
        return new UUID(0x1000L + number, 0);
    }

    private static void chains(UUID organization, int count) {
        Sql.execute("INSERT INTO due_work (organization_id, kind, ref) SELECT '" + organization
                + "', 'webhook_chain', 'c' || n FROM generate_series(1, " + count + ") n");
    }

    private static void probe(UUID organization, String ref, int age) {
        Sql.execute("INSERT INTO due_work (organization_id, kind, ref, due_at) VALUES ('" + organization
                + "', 'provider_probe', '" + ref + "', now() - interval '" + age + " s')");
    }

    private static void due(UUID organization, String kind, String ref) {
        Sql.execute("INSERT INTO due_work (organization_id, kind, ref) VALUES ('" + organization + "', '" + kind
                + "', '" + ref + "')");
    }
}
