package io.atrium.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.jvm.JavaCommand;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorLockTest {

    @TempDir
    Path folder;

    @Test
    void shouldBeHeldByOneProcessAndFreedWithIt() throws Exception {
        Path file = folder.resolve("run").resolve("lock");
        try (SupervisorLock mine = SupervisorLock.take(file).orElseThrow()) {
            assertThat(mine).isNotNull();
            assertThat(takenByAnother(file)).isFalse();
        }
        assertThat(takenByAnother(file)).isTrue();
    }

    private static boolean takenByAnother(Path file) throws Exception {
        Process other = new ProcessBuilder(
                        JavaCommand.java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taker.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return other.exitValue() == 0;
    }

    /** Another process that tries to take the lock. */
    static final class Taker {

        private Taker() {}

        public static void main(String[] arguments) throws Exception {
            System.exit(SupervisorLock.take(Path.of(arguments[0])).isPresent() ? 0 : 1);
        }
    }
}
