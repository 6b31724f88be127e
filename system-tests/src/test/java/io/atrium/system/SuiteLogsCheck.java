package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Reads what the platform of the other tests has written, in an execution of its own that comes after theirs: whatever
 * a caller sent, no log of any part has an error. An outage that a test made explains the errors within it, and records
 * that no service would write explain those of the consumers that set them aside. Nor has any log a password, a token, a
 * secret, a signature or an e-mail address, whichever test used it.
 */
class SuiteLogsCheck {
    private static final Path HOME = Path.of("target", "platform");
    private static final Duration OUTAGE = Duration.ofSeconds(90);

    /** Categories are written short: io.atrium.kit's consumer, topic and platform. */
    private static final Pattern OF_A_CONSUMER = Pattern.compile(".* ERROR \\[io\\.at\\.ki\\.(co|to|pl)\\..*");

    /** A compacted topic keeps what nobody can read, and a process that starts later reads it again. */
    private static final Pattern SKIPPED =
            Pattern.compile(".* ERROR \\[io\\.at\\.ki\\.to\\.TopicTable]  Skipped a record that cannot be read: .*");

    @Test
    void shouldHaveNoErrorInAnyLogThatACallerCaused() throws IOException {
        PartLogs logs = PartLogs.whole(HOME);
        assumeThat(logs.exist()).as("logs of a platform that has run").isTrue();
        List<LocalTime> outages = times(Suite.OUTAGES);
        List<LocalTime> hostile = times(Suite.HOSTILE_RECORDS);

        assertThat(logs.errors())
                .filteredOn(line -> outages.stream().noneMatch(began -> isWithin(began, line.text())))
                .filteredOn(line -> !OF_A_CONSUMER.matcher(line.text()).matches()
                        || hostile.stream().noneMatch(began -> isWithin(began, line.text())))
                .filteredOn(line ->
                        hostile.isEmpty() || !SKIPPED.matcher(line.text()).matches())
                .isEmpty();
    }

    @Test
    void shouldHaveNoSecretAndNoAddressOfAPersonInAnyLog() {
        PartLogs logs = PartLogs.whole(HOME);
        assumeThat(logs.exist()).as("logs of a platform that has run").isTrue();

        assertThat(logs.secrets()).isEmpty();
    }

    private static List<LocalTime> times(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .map(LocalTime::parse)
                        .toList()
                : List.of();
    }

    /** Lines have the time of day alone; PostgreSQL's have the date before it. */
    private static boolean isWithin(LocalTime began, String line) {
        if (line.length() < 12 || line.charAt(2) != ':') {
            return false;
        }
        Duration since = Duration.between(began, LocalTime.parse(line.substring(0, 12)));
        Duration later = since.isNegative() ? since.plusDays(1) : since;
        return later.compareTo(OUTAGE) < 0;
    }
}
