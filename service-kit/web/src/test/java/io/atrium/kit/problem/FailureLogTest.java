package io.atrium.kit.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FailureLogTest {

    /** Tells the lines of this test from those of the requests before it. */
    private static final String DETAIL = "the-broker-of-this-test";

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final BlockingQueue<LogRecord> written = new LinkedBlockingQueue<>();
    private final Handler handler = new Recorder();

    @BeforeEach
    void listen() {
        Logger.getLogger("io.atrium.kit.problem").addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("io.atrium.kit.problem").removeHandler(handler);
    }

    @Test
    void shouldWriteWhatIsRefusedOnPurposeInOneWarning() throws InterruptedException {
        IntStream.range(0, 50).forEach(n -> given().get("/api/v1/probe/errors/BROKER_UNAVAILABLE?detail=" + DETAIL));

        int told = 0;
        while (told < 50) {
            told += refusals(written.poll(10, TimeUnit.SECONDS));
        }
        assertThat(told).isEqualTo(50);
        assertThat(records).hasSizeLessThan(25);
        assertThat(records).noneMatch(line -> line.getLevel().intValue() > Level.WARNING.intValue());
    }

    @Test
    void shouldKeepARealFailureAnError() {
        given().get("/api/v1/probe/unknown").then().statusCode(500);
        given().get("/api/v1/probe/errors/UPSTREAM_FAILED").then().statusCode(502);

        assertThat(records)
                .filteredOn(line -> line.getLevel().intValue() > Level.WARNING.intValue())
                .hasSize(2);
    }

    /** How many requests a line stands for. */
    private static int refusals(LogRecord line) {
        assertThat(line).as("a line within ten seconds").isNotNull();
        return Integer.parseInt(line.getMessage().replaceAll("(?s).*refused (\\d+) within.*", "$1"));
    }

    private final class Recorder extends Handler {

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() > Level.WARNING.intValue()
                    || line.getMessage().contains(DETAIL)) {
                records.add(line);
                written.add(line);
            }
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
