package io.atrium.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlansTest {

    @Test
    void shouldReadEachArgumentIntoItsOwnMember() {
        // When
        Plan plan = Plan.of(
                "rounds=1",
                "requests=2",
                "connections=3",
                "batch=4",
                "batchconnections=5",
                "warmups=6",
                "gateway=/g.jar");

        // Then
        assertThat(plan)
                .extracting(
                        Plan::rounds,
                        Plan::requests,
                        Plan::connections,
                        Plan::batch,
                        Plan::batchConnections,
                        Plan::warmUps,
                        one -> one.gateway().toString())
                .containsExactly(1, 2, 3, 4, 5, 6, "/g.jar");
    }

    @Test
    void shouldReadTimedPlan() {
        // When
        TimedPlan plan = TimedPlan.withRows(
                "rounds=7", "warmups=0", "seconds=3", "connections=4", "rows=refresh", "profile=/p.jfr");

        // Then
        assertThat(plan.rounds()).isEqualTo(7);
        assertThat(plan.warmUps()).isZero();
        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.connections()).isEqualTo(4);
        assertThat(plan.rows()).containsExactly(IdentityRow.REFRESH);
        assertThat(plan.profile()).hasToString("/p.jfr");
    }

    @Test
    void shouldMeasureEveryRowUnlessToldOtherwise() {
        // When
        TimedPlan plan = TimedPlan.withRows();

        // Then
        assertThat(plan.rows()).containsExactly(IdentityRow.values());
    }

    @Test
    void shouldRefuseToProfileSeveralRowsAtOnce() {
        // When
        // Then
        assertThatThrownBy(() -> TimedPlan.withRows("rows=read,list", "profile=/p.jfr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("profile needs one row: rows=read");
    }

    @Test
    void shouldRefuseRowsWhereThereIsNoChoice() {
        // When
        // Then
        assertThatThrownBy(() -> TimedPlan.of("rows=read"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown arguments [rows]");
    }

    @Test
    void shouldReadLanesOfNeighbours() {
        // When
        NeighbourPlan plan = NeighbourPlan.of("lanes=reads,sync", "warmup=0", "address=http://localhost:1");

        // Then
        assertThat(plan.lanes()).isEqualTo(List.of(NoisyLane.READS, NoisyLane.SYNC));
        assertThat(plan.warmUp()).isZero();
        assertThat(plan.address()).isEqualTo("http://localhost:1");
    }
}
