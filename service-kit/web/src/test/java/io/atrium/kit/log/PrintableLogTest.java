package io.atrium.kit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableLogTest {

    private static final ExtFormatter FORMAT = new PatternFormatter("%p %s%e%n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nERROR forged",
                "a\nERROR forged",
                "\u001b[2J",
                "\u009b31m",
                "\u2028ERROR forged",
                "\u202e",
                "\u007f"
            })
    void shouldWriteOneLineWithoutControls(String hostile) {
        // Given
        ExtLogRecord record = new ExtLogRecord(Level.WARNING, "Refused %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {hostile});

        // When
        String line = written(record);

        // Then
        assertThat(line).startsWith("WARNING Refused ").endsWith("\n");
        assertThat(line.strip().chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    @Test
    void shouldEscapeTheMessagesOfExceptionsAndKeepTheirStacks() {
        // Given
        IOException cause = new IOException("b\nERROR forged");
        cause.addSuppressed(new IOException("c\u001b[31m"));
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "test");
        record.setThrown(new IllegalStateException("plain", cause));

        // When
        String text = written(record);

        // Then
        assertThat(text)
                .contains(
                        "IllegalStateException: plain",
                        "b\\x0aERROR forged",
                        "c\\x1b[31m",
                        "at " + getClass().getName())
                .doesNotContain("\nERROR", "\u001b");
    }

    @Test
    void shouldSayInOneLineWhyAServiceDoesNotStart() {
        // Given
        ExtLogRecord refused = new ExtLogRecord(Level.SEVERE, "Failed to start application", "test");
        refused.setThrown(new RuntimeException("wrapped", new IllegalStateException("SECRET_KEY is short")));
        ExtLogRecord defect = new ExtLogRecord(Level.SEVERE, "Failed to start application", "test");
        defect.setThrown(new RuntimeException("wrapped", new NullPointerException()));

        // When
        String line = written(refused);
        String trace = written(defect);

        // Then
        assertThat(line).isEqualTo("SEVERE The service does not start: SECRET_KEY is short" + System.lineSeparator());
        assertThat(trace).contains("NullPointerException", "\tat ");
    }

    @Test
    void shouldEndAtExceptionsThatNameThemselves() {
        // Given
        IllegalStateException first = new IllegalStateException("a\n");
        IllegalStateException second = new IllegalStateException("b", first);
        first.initCause(second);
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "test");
        record.setThrown(first);

        // When
        String text = written(record);

        // Then
        assertThat(text).contains("a\\x0a");
    }

    @Test
    void shouldLeaveLettersOfEveryScriptAsTheyAre() {
        // Given
        ExtLogRecord record =
                new ExtLogRecord(Level.INFO, "Łukasz 山田 100%", ExtLogRecord.FormatStyle.NO_FORMAT, "test");

        // When
        String text = written(record);

        // Then
        assertThat(text).isEqualTo("INFO Łukasz 山田 100%" + System.lineSeparator());
    }

    private static String written(ExtLogRecord record) {
        assertThat(new PrintableLog().isLoggable(record)).isTrue();
        return FORMAT.format(record);
    }
}
