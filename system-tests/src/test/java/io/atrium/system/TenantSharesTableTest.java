package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantSharesTableTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("atrium.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    private static final String HEAD = """
            # Sample
            | metric | test |
            |---|---|
            | `atrium_elsewhere` | `Elsewhere` |

            ## What tenants share

            | shared | bound per tenant | at the bound | metric | test |
            |---|---|---|---|---|
            """;

    @Test
    void shouldNameOnlyMetricsAndTestsThatExist() {
        Path architecture = CHECKOUT.resolve("docs/architecture.md");

        assertThat(TenantSharesTable.read(architecture).faults(TenantSharesTable.Repository.of(CHECKOUT)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "| the queue | 5 | 429 | `atrium_queue_length` | `QueueTest` |",
                "| the queue | 5 | 429 | `atrium.queue.length` | `QueueTest#shouldRefuse` (identity-service) |",
                "| the queue | 5 | 429 | `atrium_queue_waited_seconds_max` | `QueueTest` |",
                "| the queue | 5 | 429 | `atrium_queue_refused_total{lane=\"a\"}` | `QueueTest` |",
                "| the queue | 5 | 429 | `atrium_queue_length_rows` | `QueueTest` |",
                "| a \\| b | 5 | 429 | `jvm_memory_used_bytes`, `atrium_queue_length` | `QueueTest`, `QueueTest` |"
            })
    void shouldFindNoFaultInRowsThatNameWhatExists(String row) {
        assertThat(faults(row)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "| the queue | 5 | 429 | `atrium_queue_size` | `QueueTest` |; the metric atrium_queue_size",
                "| the queue | 5 | 429 | `atrium_queue` | `QueueTest` |; the metric atrium_queue,",
                "| the queue | 5 | 429 | `atrium_queue_length_more` | `QueueTest` |; atrium_queue_length_more",
                "| the queue | 5 | 429 | `atrium_elsewhere` | `QueueTest` |; atrium_elsewhere",
                "| the queue | 5 | 429 | `atrium_queue_length` | `Queue` |; the test Queue,",
                "| the queue | 5 | 429 | – | `QueueTest` |; no metric or no test",
                "| the queue | 5 | 429 | `atrium_queue_length` | |; no metric or no test"
            })
    void shouldTellWhatDoesNotExist(String row, String fault) {
        assertThat(faults(row)).singleElement().asString().contains(fault);
    }

    @Test
    void shouldFailWithoutTheTable() {
        List<String> lines = List.of("## What tenants share", "Nothing.", "## Else", "| metric | test |");

        assertThatThrownBy(() -> TenantSharesTable.of(lines)).isInstanceOf(AssertionError.class);
    }

    private static List<String> faults(String row) {
        TenantSharesTable.Repository repository = new TenantSharesTable.Repository();
        repository.addTest("QueueTest");
        repository.addMain("""
                Gauge.builder("atrium.queue.length", queue, Queue::size).baseUnit("rows");
                registry.counter("atrium.queue.refused"); Timer.builder("atrium.queue.waited");""");
        return TenantSharesTable.of((HEAD + row + "\n").lines().toList()).faults(repository);
    }
}
